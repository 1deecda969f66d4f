package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Report;
import testkit.Sent;

/** A partner reports children. */
@AgainstTheGateway
class SubmitIT {

  @Test
  void hospitalGetsReferenceAndCentre() {
    var sent = Sent.byHospital(Report.ofOneChild());

    assertEquals("vk-antwerpen", sent.receipt().at("/vk/code"));
  }
}
