package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.util.List;

/**
 * Those within whom a centre keeps a case.
 *
 * @param members their ids, as their tokens have them; none lifts the restriction
 * @param reason why
 */
@SchemaName("TeamSubmission")
public record NewTeam(List<String> members, String reason) {

  public NewTeam {
    members = List.copyOf(members);
  }
}
