package be.schakel.mano;

import be.schakel.edge.SchemaName;
import be.schakel.referral.Submission;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The motivated report of the centre to the parket.
 *
 * @param seal a compact JWS of the centre over what the report is: see {@link ReportSeal}
 * @param acuteDanger one person is enough for now; the second follows by the end of the next
 *     working day
 * @param addressee the code of another parket than that of where the child lives
 * @param addresseeReason why
 * @param view whether the children were heard, where no step said so before
 * @param rights whether they were told their rights
 * @param family whether child and parents were told, or why not
 */
@SchemaName("ParketReportSubmission")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewParketReport(
    Submission.Document document,
    String seal,
    Optional<Boolean> acuteDanger,
    Optional<String> addressee,
    Optional<String> addresseeReason,
    Optional<ManoMove.Said> view,
    Optional<ManoMove.Said> rights,
    ManoMove.Said family) {}
