package be.schakel.outbox;

/** What happened. */
public enum EventKind {
  CONSENT_GIVEN,
  /** The grantee must stop using what it got; the centre is told too. */
  CONSENT_WITHDRAWN,
  /** A newer one took its place: what it alone opened is closed. */
  CONSENT_SUPERSEDED,
  CONSENT_CONFIRMED,
  /** A giver left it, so that it covers less. */
  CONSENT_NARROWED,
  /** Somebody refused it; the grantee is not told. */
  CONSENT_REFUSED,
  /** Something was written that the recipient may see. */
  CONTRIBUTION_ADDED,
  /** What the recipient could see was taken back: whoever has it stops using it. */
  CONTRIBUTION_RETRACTED,
  GROUND_RECORDED,
  GROUND_ENDED,
  /** One person found that a minor is in danger: a second one has to look before it lapses (G3). */
  DANGER_TO_CONFIRM,
  /** Two persons found that a minor is in danger: the procureur is told (G3). */
  DANGER_TO_MINOR,
  BREAK_GLASS_OPENED,
  BREAK_GLASS_REVIEWED,
  BREAK_GLASS_OVERDUE,
  /** The person is told afterwards what was opened. */
  SUBJECT_TO_BE_TOLD,
  /** Somebody asked whether a child is known; the centre that knows it calls. */
  LOOK_UP,
  /** A parket asks in writing for basic data: a person at the centre answers. */
  WRITTEN_REQUEST,
  WRITTEN_REQUEST_ANSWERED,
  /** Somebody outside the case's team read it and gave a reason. */
  READ_OUTSIDE_TEAM,
  DUTY_LIST_TEST,
  /** The day's checkpoint of the log, to keep. */
  LOG_CHECKPOINT,
  /** An auditor found something about an entry of the log; the centre answers. */
  AUDIT_FINDING,
  AUDIT_FINDING_ANSWERED,
  /** An auditor asks the data protection officer to look behind a pseudonym. */
  REIDENTIFICATION_ASKED,
  REIDENTIFICATION_DECIDED,
  /** It was looked behind: told each time. */
  REIDENTIFICATION_USED,
  /** A centre keeps from a person who received what about a child. */
  EMBARGO_SET,
  EMBARGO_LIFTED,
  /** Somebody is suspended: the officer and each centre concerned are told. */
  INCIDENT_OPENED,
  SUSPENSION_LIFTED,
  /** A report has another status. */
  STATUS_CHANGED,
  /** Somebody told what happened since. */
  DEVELOPMENT_ADDED,
  DOCUMENT_ADDED,
  /** The centre wants to know something of the submitter. */
  QUESTION_ASKED,
  QUESTION_ANSWERED,
  /** Whoever has the question stops using it. */
  QUESTION_RETRACTED,
  /** The submitter asks the centre to stop: a person decides. */
  CANCELLATION_REQUESTED,
  /** The centre goes on; where it stops, the status changes. */
  CANCELLATION_REFUSED,
  /** A document that the recipient received has a newer one in its place. */
  DOCUMENT_REPLACED,
  /**
   * A document that the recipient could have was sent by mistake: whoever has it stops using it.
   */
  DOCUMENT_RETRACTED,
  /** In a document of the recipient, or of a report that it has, malware was found. */
  MALWARE_FOUND,
  /** A report that the recipient received was taken back: whoever has it stops using it. */
  REPORT_RETRACTED,
  /** An urgent report is not taken up in time. */
  URGENT_NOT_TAKEN_UP,
  /** A report, or what was told since, speaks of acute danger. */
  ACUTE_DANGER,
  /** A certificate of the partner ends in 60, 30 or 7 days. */
  CERTIFICATE_EXPIRING,
  /** An investigation of societal necessity goes on from one state to another. */
  MANO_STATE,
  /** Half of the legal term is over, or four fifths, or all of it. */
  MANO_DEADLINE,
  /** Another mandated facility investigates the same child. */
  MANO_RUNNING_ELSEWHERE,
  /** The motivated report is there for the parket it is addressed to. */
  PARKET_REPORT
}
