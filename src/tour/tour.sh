#!/usr/bin/env bash
# The story of one report, played against a running gateway: each request, and the gist of each answer.
#
#   src/tour/tour.sh        play it
#   src/tour/tour.sh -v     show whole bodies too
#
# SCHAKEL_URL   where the gateway is        default https://localhost:9443
# SCHAKEL_PKI   the demo's certificates     default .data/pki
# SCHAKEL_VERIFY  the offline checker       default target/schakel-verify.jar
#
# Needs bash and curl, and java for the last steps. Everybody in it is invented. It can be played any number of times on the same data, and ends with
# an error at the first step that does not give what it should.
set -euo pipefail

URL=${SCHAKEL_URL:-https://localhost:9443}
URL=${URL%/}
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PKI=${SCHAKEL_PKI:-$ROOT/.data/pki}
VERBOSE=
if [ "${1:-}" = -v ]; then VERBOSE=yes; fi

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# ---- how it speaks

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' GREEN=$'\e[32m' RED=$'\e[31m' PLAIN=$'\e[0m'
else
  BOLD='' DIM='' GREEN='' RED='' PLAIN=''
fi
STEPS=0
REQUESTS=0

step() {
  STEPS=$((STEPS + 1))
  printf '\n%s%2d  %s%s\n' "$BOLD" "$STEPS" "$1" "$PLAIN"
}

tell() { printf '    %s%s%s\n' "$DIM" "$1" "$PLAIN"; }

gist() { printf '    %s<-%s %s  %s\n' "$GREEN" "$PLAIN" "${STATUS/000/---}" "$1"; }

fail() {
  printf '\n%sThe tour stops at step %d: %s%s\n' "$RED" "$STEPS" "$1" "$PLAIN" >&2
  if [ "${STATUS:-000}" != 000 ]; then
    printf 'The last answer was %s %s\n' "$STATUS" "$(head -c 2000 "$WORK/body")" >&2
  fi
  exit 1
}

# Ids are long and begin alike: their end is enough to follow them.
short() { sed -E 's/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}([0-9a-f]{8})/..\1/g' <<<"$1"; }

# ---- how it asks

# The certificate of a partner, and no token.
with() {
  WHO=$1
  [ -r "$PKI/$WHO.pem" ] || fail "there is no certificate $PKI/$WHO.pem; set SCHAKEL_PKI to the demo's certificates"
  CURL=(--silent --max-time 60 --cacert "$PKI/ca.pem" --cert "$PKI/$WHO.pem" --key "$PKI/$WHO.key")
}

# request METHOD PATH WHAT-TO-SHOW [arguments of curl]: leaves STATUS, BODY and HEADERS.
request() {
  local method=$1 path=$2 shown=$3
  shift 3
  REQUESTS=$((REQUESTS + 1))
  printf '    -> %-14s  %-4s %s  %s%s%s\n' "$WHO" "$method" "$(short "$path")" "$DIM" "$shown" "$PLAIN"
  : >"$WORK/body"
  : >"$WORK/headers"
  STATUS=$(curl "${CURL[@]}" --request "$method" --header 'Accept-Language: en' --dump-header "$WORK/headers" \
    --output "$WORK/body" --write-out '%{http_code}' "$@" "$URL$path") || STATUS=000
  BODY=$(tr -d '\0' <"$WORK/body")
  HEADERS=$(tr -d '\r' <"$WORK/headers")
  if [ -n "$VERBOSE" ]; then
    printf '%s\n%s%s%s\n' "$HEADERS" "$DIM" "$BODY" "$PLAIN" | sed 's/^/         /; s/"access_token":"[^"]*"/"access_token":"..."/'
  fi
}

# as WHO PURPOSE ROLE [NUMBER]: this partner from now on, with a token for one purpose of use and one professional.
as() {
  with "$1"
  request POST /oauth2/token "a token for $2" --data grant_type=client_credentials --data "purpose_of_use=$2" \
    --data "subject_id=${4-71032209004}" --data-urlencode "subject_name=Proef Persoon" --data "subject_role=$3"
  expect 200
  CURL+=(--header "Authorization: Bearer $(value access_token)")
  gist "for $(value expires_in) seconds, bound to this certificate"
}

# send METHOD PATH WHAT-TO-SHOW BODY [arguments of curl]
send() {
  local method=$1 path=$2 shown=$3 body=$4
  shift 4
  printf '%s' "$body" >"$WORK/sent"
  request "$method" "$path" "$shown" --header 'Content-Type: application/json' --data-binary "@$WORK/sent" "$@"
}

expect() { [ "$STATUS" = "$1" ] || fail "$1 was expected here"; }

# value NAME [JSON]: the first value of that name, text or number; empty when there is none.
value() {
  local json=${2-$BODY} found
  found=$(grep -oE "\"$1\": ?(\"([^\"\\\\]|\\\\.)*\"|[0-9.]+|true|false)" <<<"$json" | head -n 1) || true
  found=${found#*:}
  found=${found# }
  found=${found#\"}
  printf '%s' "${found%\"}"
}

# values NAME [JSON]: all of them, one a line.
values() { grep -oE "\"$1\": ?\"[^\"]*\"" <<<"${2-$BODY}" | sed -E 's/^[^:]*: ?"//; s/"$//' || true; }

# The names of all properties, each once.
names() { grep -oE '"[A-Za-z]+":' <<<"$BODY" | tr -d '":' | LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//'; }

# The id that a transaction's response gives to a resource of this type.
place() { grep -oE "$1/[0-9a-f-]{36}" <<<"$BODY" | head -n 1 | cut -d / -f 2; }

header() { sed -n "s/^$1: //Ip" <<<"$HEADERS" | head -n 1; }

# A safety plan of these agreements.
plan() {
  printf '{"category": "SAFETY_PLAN", "child": "%s", "agreements": [%s], "reviewOn": "%s"}' "$CHILD" "$1" "$((YEAR + 7))-03-15"
}

holds() { case $BODY in *"$1"*) ;; *) fail "the answer lacks $1" ;; esac; }

lacks() { case $BODY in *"$1"*) fail "the answer must not hold $1" ;; esac; }

same() { [ "$1" = "$2" ] || fail "$3: '$1' is not '$2'"; }

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# One part of a signed receipt: base64url without padding (RFC 7515).
part() {
  local text=${1//-/+}
  text=${text//_/\/}
  while [ $((${#text} % 4)) -ne 0 ]; do text+='='; done
  printf '%s' "$text" | base64 --decode
}

# ---- who is in it

# A child of six today, so that its mother decides. The number fits its birth date and its check digits are right; month 23
# makes it a bis number, given to who is not in the national register.
YEAR=$(($(date +%Y) - 6))
BORN=$YEAR-03-15
NUMBER=$(printf '%02d2315001' $((YEAR % 100)))
INSZ=$NUMBER$(printf '%02d' $((97 - (2000000000 + 10#$NUMBER) % 97)))
NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)
TODAY=$(date -u +%F)
PLAY=tour-$(date -u +%Y%m%d-%H%M%S)-$RANDOM
REFERENCE_SYSTEM=https://uz-voorbeeld.example/referrals

# A medical report whose bytes would not survive being read and written again: odd spaces, order, an emoji.
printf '{"resourceType": "DiagnosticReport",\t"status":"final", "code" : {"text":"Onderzoek op de spoedafdeling"},\r\n' >"$WORK/report"
printf '  "conclusion": "Twee blauwe plekken op de linkerarm, verschillend van leeftijd. \xf0\x9f\xa9\xb9 %s" }\n\n' "$PLAY" >>"$WORK/report"
REPORT=$(base64 <"$WORK/report" | tr -d '\n')
DIGEST=$(sha256 "$WORK/report")

submission() {
  cat <<JSON
{
  "type": "REGULAR",
  "handlingRequested": "ADVICE",
  "urgency": "URGENT",
  "yourReference": {"system": "$REFERENCE_SYSTEM", "value": "$PLAY"},
  "children": [{
    "key": "c1", "insz": "$INSZ", "familyName": "Proef", "givenNames": ["Noor"], "birthDate": "$BORN", "gender": "FEMALE",
    "address": {"lines": ["Proefstraat 1"], "postalCode": "2000", "city": "Antwerpen", "country": "BE"},
    "problem": "PHYSICAL", "contexts": ["INTRAFAMILY_VIOLENCE"],
    "view": {"date": "$TODAY", "heardBy": "pediatrician", "inOwnWords": "Ik wil liever bij oma slapen.", "mayBeShared": true},
    "informed": {"told": false, "reason": "TOO_YOUNG"}
  }],
  "persons": [{
    "key": "p1", "role": "MOTHER", "familyName": "Proef", "givenNames": ["An"], "authority": "HOLDS", "of": ["c1"],
    "language": "fr", "interpreter": true, "informed": {"told": true, "date": "$TODAY", "how": "conversation"}
  }, {
    "key": "p2", "role": "FATHER", "familyName": "Proef", "givenNames": ["Jan"], "authority": "HOLDS", "of": ["c1"],
    "informed": {"told": true, "date": "$TODAY", "how": "telephone"}
  }],
  "facts": "Op de spoedafdeling zagen wij twee blauwe plekken van verschillende leeftijd.",
  "kindreflexSector": "HOSPITAL",
  "contact": {"name": "Dr. Proef Persoon", "role": "physician", "phone": "+32 3 000 00 00"},
  "consents": [{
    "child": "c1", "givers": ["p1", "p2"], "grantee": "huisarts-voorbeeld", "categories": ["MEDICAL"],
    "purposes": ["CARE_COORDINATION"], "method": "WRITTEN", "language": "fr"
  }],
  "documents": [{
    "children": ["c1"], "category": "MEDICAL", "title": "Verslag van de spoedafdeling",
    "contentType": "application/fhir+json", "data": "$REPORT"
  }]
}
JSON
}

# The same hospital's other system speaks FHIR R4.
bundle() {
  local terms=https://schakel.example/fhir/CodeSystem
  cat <<JSON
{
  "resourceType": "Bundle", "type": "transaction",
  "entry": [{
    "fullUrl": "urn:uuid:0a6f3c1e-52d7-4b8e-9c41-7d20f5e6a001",
    "request": {"method": "POST", "url": "ServiceRequest"},
    "resource": {
      "resourceType": "ServiceRequest", "status": "active", "intent": "order", "priority": "urgent",
      "identifier": [{"system": "$REFERENCE_SYSTEM", "value": "$PLAY-fhir"}],
      "code": {"coding": [{"system": "$terms/referral-type", "code": "REGULAR"}]},
      "category": [{"coding": [{"system": "$terms/handling", "code": "ADVICE"}]}],
      "subject": {"reference": "urn:uuid:0a6f3c1e-52d7-4b8e-9c41-7d20f5e6a002"},
      "reasonCode": [{"coding": [{"system": "$terms/problem-category", "code": "PHYSICAL"}]}],
      "note": [{"text": "Op de spoedafdeling zagen wij twee blauwe plekken van verschillende leeftijd."}]
    }
  }, {
    "fullUrl": "urn:uuid:0a6f3c1e-52d7-4b8e-9c41-7d20f5e6a002",
    "request": {"method": "POST", "url": "Patient"},
    "resource": {
      "resourceType": "Patient", "name": [{"family": "Proef", "given": ["Bram"]}], "gender": "male", "birthDate": "$BORN",
      "address": [{"use": "home", "line": ["Proefstraat 2"], "postalCode": "2000", "city": "Antwerpen", "country": "BE"}]
    }
  }, {
    "fullUrl": "urn:uuid:0a6f3c1e-52d7-4b8e-9c41-7d20f5e6a003",
    "request": {"method": "POST", "url": "DocumentReference"},
    "resource": {
      "resourceType": "DocumentReference", "status": "current",
      "subject": {"reference": "urn:uuid:0a6f3c1e-52d7-4b8e-9c41-7d20f5e6a002"},
      "content": [{"attachment": {"contentType": "application/fhir+json", "title": "Verslag", "data": "$REPORT"}}]
    }
  }]
}
JSON
}

# ---- the story

printf '%sSchakel: the story of one report%s   %s\n' "$BOLD" "$PLAIN" "$URL"
tell "Play $PLAY. The child, the family and everybody else are invented."

step 'The hospital knocks'
with uz-voorbeeld
request GET /api/certificate 'which certificate arrives, and is it accepted?'
[ "$STATUS" != 000 ] || fail "nothing answers at $URL with the authority $PKI/ca.pem; start the gateway with: mvn"
expect 200
holds '"accepted":true'
gist "accepted, $(value daysLeft) days left"

step 'The hospital reports a child, with its medical report and a consent'
tell "Both parents consent that the family doctor reads the medical report."
as uz-voorbeeld SUBMIT physician
send POST /api/referrals 'the whole report in one body' "$(submission)" --header "Idempotency-Key: $PLAY"
expect 201
ID=$(value id)
REFERENCE=$(value reference)
CHILD=$(value id "${BODY#*\"children\":}")
DOCUMENT=$(value id "${BODY#*\"documents\":}")
same "$(value status)" RECEIVED 'the status'
same "$(value code "${BODY#*\"vk\":}")" vk-antwerpen 'the centre for postal code 2000'
same "$(value sha256)" "$DIGEST" 'the SHA-256 of the stored report'
RECEIPT=$(header disclosure-receipt)
gist "reference $REFERENCE, for $(value name), $(value phone)"
tell "$(value notice)"

step 'The answer got lost, so the hospital sends it again'
send POST /api/referrals 'the same body, the same Idempotency-Key' "$(submission)" --header "Idempotency-Key: $PLAY"
expect 201
same "$(value reference)" "$REFERENCE" 'the reference'
gist 'the first result again, nothing is stored twice'

step 'What the hospital can prove later: the receipt of that answer'
HEAD=${RECEIPT%%.*}
CLAIMS=${RECEIPT#*.}
CLAIMS=$(part "${CLAIMS%%.*}")
tell "$(part "$HEAD")"
tell "$CLAIMS"
same "$(value aud "$CLAIMS")" uz-voorbeeld 'for whom the receipt is'
request GET /.well-known/jwks.json 'the key it is signed with'
expect 200
holds "\"kid\":\"$(value kid "$(part "$HEAD")")\""
gist "published; the receipt commits to $(value count "$CLAIMS") entry of the log"

step 'The centre finds it in its worklist and takes it up'
as vk-antwerpen CASE_MANAGEMENT case-director
CURSOR=
while true; do
  request GET "/api/referrals?status=RECEIVED&limit=20${CURSOR:+&cursor=$CURSOR}" 'newest first'
  expect 200
  case $BODY in *"\"id\":\"$ID\""*) break ;; esac
  CURSOR=$(value next)
  [ -n "$CURSOR" ] || fail 'the report is not in the worklist'
done
gist "$REFERENCE is there"
send POST "/api/referrals/$ID/status" '{"status": "TAKEN_UP"}' '{"status": "TAKEN_UP"}'
expect 200
same "$(value status)" TAKEN_UP 'the status'
gist "taken up"

step 'The centre reads the whole report and fetches the medical report'
request GET "/api/referrals/$ID" ''
expect 200
for shown in "\"insz\":\"$INSZ\"" '"facts"' '"inOwnWords"' '"consents"' 'Proefstraat 1'; do holds "$shown"; done
gist "child, family, facts, what the child said, consents"
request GET "/api/referrals/$ID/documents/$DOCUMENT" ''
expect 200
same "$(sha256 "$WORK/body")" "$DIGEST" 'the SHA-256 of the medical report'
gist "byte for byte what the hospital sent, sha256 ${DIGEST:0:16}..."

step 'The centre writes a safety plan, with an agreement for the other hospital, and its advice'
send POST "/api/referrals/$ID/status" '{"status": "ADVICE_GIVEN"}' '{"status": "ADVICE_GIVEN"}'
expect 409
same "$(value code)" ADVICE_REQUIRED 'the problem'
gist "too early: $(value title)"
PLAN='Noor slaapt tot vrijdag bij oma; moeder belt het centrum elke avond.'
AGREEMENT='Bel het centrum als Noor niet op de controle komt.'
send POST "/api/referrals/$ID/contributions" 'SAFETY_PLAN, a first draft' \
  "$(plan "{\"text\": \"$PLAN\", \"audience\": [\"az-tweede\"]}")"
expect 201
gist "safety plan, version $(value version)"
send POST "/api/referrals/$ID/contributions" 'SAFETY_PLAN: one agreement for az-tweede, one for the centre alone' \
  "$(plan "{\"text\": \"$PLAN\"}, {\"text\": \"$AGREEMENT\", \"audience\": [\"az-tweede\"]}")"
expect 201
gist "safety plan, version $(value version): it replaces the first for others, the centre keeps both"
ADVICE='Nodig moeder en kind binnen de week uit voor een controle.'
send POST "/api/referrals/$ID/contributions" 'ADVICE, addressed to uz-voorbeeld' \
  "{\"category\": \"ADVICE\", \"child\": \"$CHILD\", \"text\": \"$ADVICE\", \"audience\": [\"uz-voorbeeld\"]}"
expect 201
gist "advice, version $(value version)"
send POST "/api/referrals/$ID/status" '{"status": "ADVICE_GIVEN"}' '{"status": "ADVICE_GIVEN"}'
expect 200
same "$(value status)" ADVICE_GIVEN 'the status'
gist 'advice given'

step 'The hospital reads the advice and tells what happened since'
as uz-voorbeeld FOLLOW_UP_OWN physician
request GET "/api/referrals?identifier=$REFERENCE_SYSTEM%7C$PLAY" 'by its own reference'
expect 200
holds "\"id\":\"$ID\""
gist "found $REFERENCE, $(value status)"
request GET "/api/referrals/$ID" ''
expect 200
holds "$ADVICE"
lacks "$PLAN"
lacks "$AGREEMENT"
gist "\"$ADVICE\" The safety plan is not for the hospital: it is not there"
send POST "/api/referrals/$ID/developments" 'what happened since' \
  "{\"occurredAt\": \"$NOW\", \"text\": \"Moeder kwam met Noor terug voor een controle.\"}"
expect 201
gist 'added'

step 'The hospital was told each time, without a word of what: it fetches its notices'
TOLD=
NEXT=
while :; do
  request GET "/api/events?limit=200${NEXT:+&after=$NEXT}" 'what it was told'
  expect 200
  TOLD+=$BODY
  NEXT=$(value next)
  [ -n "$NEXT" ] || break
done
BODY=$TOLD
holds "\"referral\":\"$ID\""
for closed in "$INSZ" "$ADVICE" 'Noor'; do lacks "$closed"; done
gist "$(grep -c . <<<"$(values kind)") notices: $(values kind | LC_ALL=C sort -u | tr '\n' ' ')"

step 'The parents consent, with the centre, that the other hospital reads its agreement'
as az-tweede CARE_COORDINATION physician
request GET "/api/referrals/$ID" 'not yet'
[ "$STATUS" = 403 ] || [ "$STATUS" = 404 ] || fail 'without a consent it must stay closed'
lacks "$AGREEMENT"
gist "$(value title)"
as vk-antwerpen CASE_MANAGEMENT case-director
consent() {
  printf '{"referral": "%s", "child": "c1", "givers": [%s], "grantee": "az-tweede", "categories": ["SAFETY_PLAN"],' "$ID" "$1"
  printf ' "purposes": ["CARE_COORDINATION"], "method": "WRITTEN", "language": "fr", "interpreter": true}'
}
send POST /api/consents 'the mother alone' "$(consent '"p1"')"
expect 422
same "$(value code)" CONSENT_GIVER_MISSING 'the problem'
gist "$(value title): the father holds authority too"
send POST /api/consents 'mother and father' "$(consent '"p1", "p2"')"
expect 201
CONSENT=$(value id)
same "$(value usable)" true 'whether it can be used'
gist "$(value words) Until $(value validTo)"

step 'The other hospital reads what the consent lets it read, and nothing else'
as az-tweede CARE_COORDINATION physician
request GET "/api/referrals/$ID" ''
expect 200
holds "$AGREEMENT"
same "$(names)" 'agreements category child contributions id recordedAt reviewOn text version' 'what is in it'
lacks "$PLAN"
lacks "$ADVICE"
gist "\"$AGREEMENT\" No other agreement, no name, no address, no facts, no advice"
request GET "/api/referrals/$ID/documents/$DOCUMENT" 'the medical report?'
case $STATUS in 403 | 404) ;; *) fail 'the medical report must stay closed' ;; esac
gist "$(value title)"

step 'The father takes the consent back, and the next request of the other hospital is refused'
as vk-antwerpen CASE_MANAGEMENT case-director
send POST "/api/consents/$CONSENT/withdrawal" 'he called; he need not say why' '{"giver": "p2", "channel": "telephone"}'
expect 200
same "$(value status)" WITHDRAWN 'the status'
gist "$(value words)"
as az-tweede CARE_COORDINATION physician
request GET "/api/referrals/$ID" ''
[ "$STATUS" = 403 ] || [ "$STATUS" = 404 ] || fail 'after the withdrawal it must stay closed'
lacks "$AGREEMENT"
gist "$(value title)"

step 'In an emergency the other hospital opens what is vital, and the centre looks at it afterwards'
as vk-antwerpen CASE_MANAGEMENT case-director
send POST /api/duty-list/test 'is somebody on duty reached?' '{}'
expect 201
TEST=$(value id)
send POST "/api/duty-list/test/$TEST/acknowledgement" 'somebody on duty answers' '{}'
expect 200
gist 'until that was done break-glass was off for this centre'
as az-tweede EMERGENCY physician
GLASS="\"referral\": \"$ID\", \"reason\": \"IMMINENT_DANGER_LIFE\", \"narrative\""
send POST /api/break-glass 'with a word for a reason' "{$GLASS: \"Spoed.\"}"
expect 422
holds TOO_SHORT
gist "$(value title): at least thirty characters"
send POST /api/break-glass 'a named physician says what is going on' \
  "{$GLASS: \"Noor is bewusteloos binnengebracht en niemand is bereikbaar.\"}"
expect 201
WINDOW=$(value id)
gist "open until $(value until), for this physician alone; call $(value phone). Those on duty and the DPO are told"
request GET "/api/referrals/$ID" ''
expect 200
for shown in "\"insz\":\"$INSZ\"" "$PLAN" "$AGREEMENT"; do holds "$shown"; done
for closed in '"facts"' '"persons"' 'Proefstraat 1' "$ADVICE"; do lacks "$closed"; done
gist 'who the child is and the whole safety plan; no facts, family, address or advice'
request GET "/api/referrals/$ID/documents/$DOCUMENT" 'the last medical report'
expect 200
same "$(sha256 "$WORK/body")" "$DIGEST" 'the SHA-256 of the medical report'
gist 'the last medical report, byte for byte'
REVIEW='{"verdict": "JUSTIFIED", "text": "Terecht: het kind was in levensgevaar.", "subjectTold": {"told": true}}'
send POST "/api/break-glass/$WINDOW/review" 'by the hospital itself?' "$REVIEW"
expect 403
same "$(value code)" REVIEW_BY_OWN_ORGANISATION 'the problem'
gist "$(value title)"
as vk-antwerpen CASE_MANAGEMENT case-director
send POST "/api/break-glass/$WINDOW/review" 'due in two working days' "$REVIEW"
expect 201
same "$(value verdict)" JUSTIFIED 'the verdict'
gist 'justified; without a review in time, or found unjustified, the physician could not do it again'

step 'A stranger cannot even tell that the report exists'
as parket-limburg FOLLOW_UP_OWN magistrate
request GET "/api/referrals/$ID" ''
expect 404
REAL=${BODY/$(value traceId)/}
REAL_HEADERS=$(cut -d : -f 1 <<<"$HEADERS")
gist "$(value title)"
request GET "/api/referrals/${ID:0:24}$(printf '%012x' $((RANDOM * RANDOM)))" 'an id that nobody has'
expect 404
same "${BODY/$(value traceId)/}" "$REAL" 'the two answers'
same "$(cut -d : -f 1 <<<"$HEADERS")" "$REAL_HEADERS" 'the headers of the two answers'
gist 'the same answer'

step 'Who may not come in does not come in'
with uz-voorbeeld
request GET "/api/referrals/$ID" 'without a token'
expect 401
same "$(value code)" TOKEN_MISSING 'the problem'
gist "$(value title)"
as uz-voorbeeld FOLLOW_UP_OWN physician
request GET "/api/referrals?identifier=$REFERENCE_SYSTEM%7C$INSZ" 'the number of a person in an address'
expect 400
same "$(value code)" IDENTIFIER_IN_URL 'the problem'
gist "$(value title)"
CURL+=(--cert "$PKI/az-tweede.pem" --key "$PKI/az-tweede.key")
WHO=az-tweede
request GET "/api/referrals/$ID" 'with the token of uz-voorbeeld'
expect 401
same "$(value code)" TOKEN_WRONG_CERTIFICATE 'the problem'
gist "$(value title)"
with revoked
request GET /api/ping 'a certificate that its authority revoked'
expect 401
same "$(value code)" CERTIFICATE_REVOKED 'the problem'
gist "$(value title)"
for refused in expired other-ca; do
  with "$refused"
  request GET /api/ping 'refused in the handshake'
  expect 000
  gist 'the connection ends'
done

step 'A second report comes as a FHIR transaction, and is taken back'
as uz-voorbeeld FOLLOW_UP_OWN physician
bundle >"$WORK/bundle"
request POST /fhir 'ServiceRequest, Patient and DocumentReference in one Bundle' \
  --header 'Content-Type: application/fhir+json' --data-binary "@$WORK/bundle"
expect 200
SECOND=$(place ServiceRequest)
BINARY=$(place DocumentReference)
gist "ServiceRequest/$(short "$SECOND")"
request GET "/fhir/ServiceRequest/$SECOND" ''
expect 200
same "$(value resourceType)" ServiceRequest 'the type'
holds "$PLAY-fhir"
gist "$(value status), $(value priority)"
request GET "/fhir/Binary/$BINARY" 'the medical report' --header 'Accept: */*'
expect 200
same "$(sha256 "$WORK/body")" "$DIGEST" 'the SHA-256 of the medical report'
gist 'byte for byte the same here too'
send POST "/api/referrals/$SECOND/retraction" '{"reason": "WRONG_CHILD"}' '{"reason": "WRONG_CHILD"}'
expect 200
same "$(value status)" RETRACTED 'the status'
lacks 'Bram'
gist 'from now on nobody but the centre sees its content; receipt and status stay'

step 'The parket asks for an investigation, two persons of the centre report back, and that parket alone reads it'
as parket-antwerpen SUBMIT prosecutor
send POST /api/referrals 'its own form: what the police found, and its file number' "{
  \"type\": \"MANO\", \"urgency\": \"URGENT\", \"facts\": \"De politie vond het kind alleen thuis, voor de derde keer.\",
  \"mano\": {\"prosecutorReference\": \"$PLAY\", \"policeFindings\": \"Geen volwassene aanwezig, geen eten in huis.\"},
  \"children\": [{\"key\": \"c1\", \"familyName\": \"Proef\", \"givenNames\": [\"Lotte\"], \"birthDate\": \"$BORN\", \"problem\": \"EMOTIONAL\",
    \"address\": {\"lines\": [\"Proefstraat 3\"], \"postalCode\": \"2000\", \"city\": \"Antwerpen\", \"country\": \"BE\"}}]}"
expect 201
MANO=$(value id)
CHILD=$(sed -E 's/.*"children": ?\[\{[^}]*"id": ?"([^"]*)".*/\1/' <<<"$(tr -d '\n' <<<"$BODY")")
gist "received by $(value name)"
as vk-antwerpen MANO_INVESTIGATION criminologist 10000000146
send POST "/api/mano/$MANO/state" 'a person finds it admissible' '{"state": "ADMISSIBLE"}'
expect 200
send POST "/api/mano/$MANO/state" 'the investigation begins' '{"state": "INVESTIGATING"}'
expect 200
gist "65 working days, until $(value due)"
SAID='{"done": true, "how": "gesprek"}'
send POST "/api/mano/$MANO/state" 'the child was heard and told its rights; the family takes help' \
  "{\"state\": \"CASE_MANAGEMENT\", \"mode\": \"INTERVENING\", \"view\": $SAID, \"rights\": $SAID}"
expect 200
gist "$(value state)"
printf '%%PDF-1.7 Gemotiveerd verslag %s' "$PLAY" >"$WORK/motivated"
printf '{"referral": "%s", "children": ["%s"], "contains": ["CHILD_ID", "CONCERN"], "sha256": "%s"}' \
  "$MANO" "$CHILD" "$(sha256 "$WORK/motivated")" >"$WORK/payload"
java "$ROOT/src/tour/Seal.java" "$PKI/vk-antwerpen.pem" "$PKI/vk-antwerpen.key" "$WORK/payload" "$WORK/seal"
send POST "/api/mano/$MANO/parket-report" 'help fails: a motivated report, sealed by the centre' "{
  \"document\": {\"title\": \"Gemotiveerd verslag\", \"contentType\": \"application/pdf\", \"data\": \"$(base64 <"$WORK/motivated" | tr -d '\n')\"},
  \"seal\": \"$(cat "$WORK/seal")\", \"family\": {\"done\": true, \"how\": \"gesprek\"}}"
expect 201
MOTIVATED=$(value id)
PAPER=$(value document)
gist "for $(value addressee), where the child lives; nothing is sent yet"
send POST "/api/mano/$MANO/parket-report/$MOTIVATED/confirmation" 'by the same person?' ''
expect 403
same "$(value code)" SECOND_PERSON_REQUIRED 'the problem'
gist "$(value title)"
as vk-antwerpen MANO_INVESTIGATION case-director 10000000245
send POST "/api/mano/$MANO/parket-report/$MOTIVATED/confirmation" 'the second person signs' ''
expect 200
gist "sent at $(value sentAt)"
as parket-antwerpen JUDICIAL_PROTECTION prosecutor
send POST /api/mano/search 'by its own file number' "{\"prosecutorReference\": \"$PLAY\"}"
expect 200
holds REPORTED_TO_PARKET
gist "$(value state)"
request GET "/api/referrals/$MANO/documents/$PAPER" 'the motivated report'
expect 200
same "$(sha256 "$WORK/body")" "$(sha256 "$WORK/motivated")" 'the SHA-256 of the motivated report'
gist 'byte for byte what the centre sealed'
as parket-limburg JUDICIAL_PROTECTION prosecutor
request GET "/api/mano/$MANO" 'another parket'
expect 404
gist "$(value title)"

step 'The auditor finds in the log who received what of the first report, and on which ground'
as auditor AUDIT auditor
request GET "/api/disclosures?referral=$ID&limit=100" ''
expect 200
gist 'the newest first'
ENTRIES=${BODY//\},\{/$'\n'}
while IFS= read -r entry; do
  tell "$(printf '   %.8s  %-13s %-8s %-15s %-18s %-8s %s' "$(value recordedAt "$entry" | cut -c 12-)" \
    "$(value action "$entry")" "$(value outcome "$entry")" "$(value code "$entry")" "$(value purpose "$entry")" \
    "$(value ground "$entry")" "$(value rule "$entry")")"
done <<<"$ENTRIES"
logged() {
  local entry
  while IFS= read -r entry; do
    [ "$(value action "$entry") $(value outcome "$entry") $(value code "$entry") $(value ground "$entry")" = "$1" ] && return
  done <<<"$ENTRIES"
  fail "the log lacks: $1"
}
logged 'SUBMIT PERMIT uz-voorbeeld OWN'
logged 'DOCUMENT_READ PERMIT vk-antwerpen '
logged 'READ PARTIAL az-tweede CONSENT'
logged 'DOCUMENT_READ DENY az-tweede '
logged 'BREAK_GLASS PERMIT az-tweede G9_VITAL'
logged 'READ DENY parket-limburg '
holds "\"requestId\":\"$(value requestId "$CLAIMS")\""
tell "What the receipt of step 4 proves is among them. Children are pseudonyms here, and of the report itself only this is open:"
request GET "/api/referrals/$ID" ''
expect 200
for closed in "$INSZ" '"facts"' '"persons"' "$AGREEMENT" "$ADVICE" 'Noor'; do lacks "$closed"; done
gist 'which consents there were, and nobody by name'

step 'The hospital hands its receipt to the auditor, who checks it without the gateway; a changed copy fails'
KEPT=$WORK/kept
mkdir "$KEPT"
printf '%s' "$RECEIPT" >"$KEPT/receipt.jws"
# keep NAME PATH: what the answer says, as a file
keep() {
  request GET "$2" "$3"
  expect 200
  cp "$WORK/body" "$KEPT/$1"
}
as uz-voorbeeld FOLLOW_UP_OWN physician
keep jwks.json /.well-known/jwks.json 'the key that signed the receipt'
keep log.vkey /log/vkey 'the key that signs the log'
keep leaves.json "/api/receipts/$(value root "$CLAIMS")" 'the leaves of that answer'
LEAF=$(grep -oE '[A-Za-z0-9_-]{43}' "$KEPT/leaves.json" | head -n 1)
keep leaf.tlog-proof "/api/receipts/$LEAF/proof" 'its place in the signed log'
gist "entry $(sed -n 's/^index //p' "$KEPT/leaf.tlog-proof") of the log"
keep opening.json "/api/receipts/$LEAF/opening" 'the entry itself, and its salt'
VERIFY=${SCHAKEL_VERIFY:-$ROOT/target/schakel-verify.jar}
verify() {
  java -jar "$VERIFY" receipt --receipt "$KEPT/receipt.jws" --jwks "$KEPT/jwks.json" --leaves "$KEPT/leaves.json" \
    --proof "$KEPT/leaf.tlog-proof" --opening "$KEPT/opening.json" --key "$KEPT/log.vkey" --lang en >"$WORK/verdict" 2>&1
}
if [ -r "$VERIFY" ] && command -v java >/dev/null; then
  verify || fail "the receipt was not proven: $(head -n 3 "$WORK/verdict")"
  tell "$(cat "$WORK/verdict")"
  sed -i.whole 's/SUBMIT/REVEAL/' "$KEPT/opening.json"
  CODE=0
  verify || CODE=$?
  [ "$CODE" = 1 ] || fail "a changed copy was not disproven: $CODE"
  tell "$(cat "$WORK/verdict")"
else
  tell "not checked here: that takes java and $VERIFY (SCHAKEL_VERIFY)"
fi

printf '\n%s%d steps, %d requests: all as they should be.%s\n' "$GREEN" "$STEPS" "$REQUESTS" "$PLAIN"
