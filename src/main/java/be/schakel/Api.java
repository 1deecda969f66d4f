package be.schakel;

import be.schakel.access.AudienceResource;
import be.schakel.access.AuditEngagementsResource;
import be.schakel.access.ChildrenResource;
import be.schakel.access.ComplianceResource;
import be.schakel.access.ConferencesResource;
import be.schakel.access.ConsentsResource;
import be.schakel.access.GroundsResource;
import be.schakel.access.ParketRequestsResource;
import be.schakel.access.TeamResource;
import be.schakel.access.WhoDecidesResource;
import be.schakel.access.WrittenRequestsResource;
import be.schakel.alert.AlertsResource;
import be.schakel.audit.EmbargoesResource;
import be.schakel.audit.EntryFindingsResource;
import be.schakel.audit.ExportWriter;
import be.schakel.audit.ExternalDisclosuresResource;
import be.schakel.audit.FindingsResource;
import be.schakel.audit.IncidentsResource;
import be.schakel.audit.LogExportsResource;
import be.schakel.audit.LogSummaryResource;
import be.schakel.audit.OpenedEntryResource;
import be.schakel.audit.ReceiptsResource;
import be.schakel.audit.ReidentificationsResource;
import be.schakel.audit.ReopeningsResource;
import be.schakel.audit.SamplesResource;
import be.schakel.correction.ChildLinksResource;
import be.schakel.correction.CorrectionsResource;
import be.schakel.edge.CertificateResource;
import be.schakel.edge.DisclosuresResource;
import be.schakel.edge.PartnerResource;
import be.schakel.edge.PingResource;
import be.schakel.edge.Providers;
import be.schakel.emergency.BreakGlassResource;
import be.schakel.emergency.DutyListResource;
import be.schakel.lookup.LookUpsResource;
import be.schakel.lookup.ReferralLookUpsResource;
import be.schakel.mano.ManoResource;
import be.schakel.mano.ParketReportResource;
import be.schakel.medical.DocumentWriter;
import be.schakel.medical.DocumentsResource;
import be.schakel.notice.DeadLettersResource;
import be.schakel.notice.EventsResource;
import be.schakel.notice.SubscriptionsResource;
import be.schakel.referral.ReferralsResource;
import be.schakel.rights.AccessRequestsResource;
import be.schakel.rights.HandoverResource;
import be.schakel.rights.LetterWriter;
import be.schakel.rights.OpenRequestsResource;
import be.schakel.rights.StatementResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The JSON face, under {@code /api}. */
@ApplicationPath("/api")
public class Api extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Providers.with(
        AudienceResource.class,
        CorrectionsResource.class,
        ChildLinksResource.class,
        AccessRequestsResource.class,
        HandoverResource.class,
        OpenRequestsResource.class,
        StatementResource.class,
        LetterWriter.class,
        AlertsResource.class,
        BreakGlassResource.class,
        DutyListResource.class,
        EventsResource.class,
        ManoResource.class,
        SubscriptionsResource.class,
        DeadLettersResource.class,
        ParketReportResource.class,
        ParketRequestsResource.class,
        LookUpsResource.class,
        ReferralLookUpsResource.class,
        ComplianceResource.class,
        ConsentsResource.class,
        ChildrenResource.class,
        WhoDecidesResource.class,
        CertificateResource.class,
        DisclosuresResource.class,
        ExternalDisclosuresResource.class,
        LogExportsResource.class,
        LogSummaryResource.class,
        OpenedEntryResource.class,
        ReceiptsResource.class,
        ReopeningsResource.class,
        ExportWriter.class,
        SamplesResource.class,
        IncidentsResource.class,
        ReidentificationsResource.class,
        EmbargoesResource.class,
        FindingsResource.class,
        EntryFindingsResource.class,
        PartnerResource.class,
        PingResource.class,
        GroundsResource.class,
        TeamResource.class,
        AuditEngagementsResource.class,
        ConferencesResource.class,
        WrittenRequestsResource.class,
        ReferralsResource.class,
        DocumentsResource.class,
        DocumentWriter.class);
  }
}
