package be.schakel.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The requests for access about a report whose last day to answer is over. */
@ApplicationScoped
class OverdueRequests {

  private static final String OVERDUE =
      """
      select a.child, a.answer_by from access_request a
       where a.referral = :referral and a.answer_by < :today
         and not exists (select from access_handover h where h.request = a.id)
       order by a.answer_by, a.id""";

  @Inject Jdbi db;

  /** One of them. */
  record Due(UUID child, LocalDate answerBy) {}

  List<Due> of(UUID referral, LocalDate today) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OVERDUE)
                .bind("referral", referral)
                .bind("today", today)
                .map(
                    (row, context) ->
                        new Due(
                            row.getObject("child", UUID.class),
                            row.getObject("answer_by", LocalDate.class)))
                .list());
  }
}
