package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Released;
import be.schakel.problem.ProblemBody;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityGuardTest {

  @Test
  void whatTheGateReleasedAndProblemsLeave() {
    assertTrue(EntityGuard.mayLeave(Released.class));
    assertTrue(EntityGuard.mayLeave(ProblemBody.class));
    assertTrue(EntityGuard.mayLeave(OperationOutcome.class));
    assertTrue(EntityGuard.mayLeave(Metadata.class));
  }

  @Test
  void nothingElseLeavesWhateverAResourceReturns() {
    for (var type :
        List.of(String.class, Map.class, List.class, byte[].class, ObjectNode.class, Peer.class)) {
      assertFalse(EntityGuard.mayLeave(type), type.getName());
    }
  }
}
