package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FormLimitTest {

  @Test
  void aFormThatNeverEndsIsRefusedAfterAMebibyte() {
    var endless =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            given++;
            return 'a';
          }
        };
    var refused = assertThrows(SchakelProblem.class, () -> FormLimit.limited(endless));
    assertEquals(Code.BODY_TOO_LARGE, refused.code());
    assertEquals(1024 * 1024 + 1, endless.given);
  }

  @Test
  void aFormOfAMebibyteIsReadAsItIs() throws IOException {
    var form = new byte[1024 * 1024];
    assertArrayEquals(form, FormLimit.limited(new ByteArrayInputStream(form)).readAllBytes());
  }
}
