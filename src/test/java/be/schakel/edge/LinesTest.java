package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.Eventually;

@Timeout(60)
class LinesTest {

  private static final int PLACES = 24;

  private final Lines lines = new Lines();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final CountDownLatch reading = new CountDownLatch(PLACES);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<Integer>> bodies = new ArrayList<>();

  @BeforeEach
  void someAreUnderWay() {
    lines.underWay = new UnderWay();
    for (int i = 0; i <= PLACES; i++) {
      lines.underWay.begun();
    }
  }

  @AfterEach
  void noThreadIsLeft() {
    threads.shutdownNow();
  }

  @Test
  void onlySoManyThreadsWaitForTheNetworkOfOnePartner() throws Exception {
    for (int i = 0; i < PLACES; i++) {
      bodies.add(threads.submit(() -> body("slow", true).read()));
    }
    reading.await();

    var refused = assertThrows(SchakelProblem.class, () -> body("slow", false).read());
    assertEquals(Code.BUSY, refused.code());
    assertEquals(7, body("other", false).read());

    slow.countDown();
    for (var each : bodies) {
      assertEquals(7, each.get(10, TimeUnit.SECONDS));
    }
    assertEquals(7, body("slow", false).read());
  }

  /** What gives way to requests would give way to whoever sends no more than a head. */
  @Test
  void requestWhoseBodyHasYetToComeIsNotUnderWay() throws Exception {
    lines.underWay = new UnderWay();
    lines.underWay.begun();
    var read = threads.submit(() -> body("slow", true).read());

    Eventually.holds(Duration.ofSeconds(10), "not under way", () -> !lines.underWay.any());

    slow.countDown();
    assertEquals(7, read.get(10, TimeUnit.SECONDS));
    assertTrue(lines.underWay.any());
  }

  private InputStream body(String account, boolean waits) throws IOException {
    return lines.over(request(new OneByte(waits)), account).getInputStream();
  }

  private static HttpServletRequest request(ServletInputStream body) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            LinesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> body);
  }

  private final class OneByte extends ServletInputStream {

    private final boolean waits;

    OneByte(boolean waits) {
      this.waits = waits;
    }

    @Override
    public int read() throws IOException {
      if (waits) {
        reading.countDown();
        try {
          slow.await();
        } catch (InterruptedException stopped) {
          throw new IOException(stopped);
        }
      }
      return 7;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
