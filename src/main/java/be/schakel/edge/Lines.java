package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The lines to partners: a thread waits while a body comes in or goes out, and of all threads only
 * so many may wait for one partner. Whoever sends a byte a minute then waits for itself, and not
 * everybody else for it.
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
class Lines {

  /** Twice this for one partner, with those that wait: server.xml keeps more threads ready. */
  private static final int OF_ONE = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(2);

  @Inject UnderWay underWay;

  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

  /**
   * The same request, whose body is read in a place of its partner's.
   *
   * @param account whose place it is
   */
  HttpServletRequest over(HttpServletRequest request, String account) {
    return new Request(request, places(account), underWay);
  }

  /** The same response, whose body is written in a place of its partner's. */
  HttpServletResponse over(HttpServletResponse response, String account) {
    return new Response(response, places(account));
  }

  private Semaphore places(String account) {
    return places.computeIfAbsent(account, any -> new Semaphore(OF_ONE, true));
  }

  private static void take(Semaphore places) {
    try {
      if (places.getQueueLength() >= OF_ONE
          || !places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.BUSY).retryAfter(LATER);
  }

  private static final class Request extends HttpServletRequestWrapper {

    private final Semaphore places;
    private final UnderWay underWay;
    private ServletInputStream body;

    Request(HttpServletRequest request, Semaphore places, UnderWay underWay) {
      super(request);
      this.places = places;
      this.underWay = underWay;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (body == null) {
        body = new Body(super.getInputStream(), places, underWay);
      }
      return body;
    }
  }

  private static final class Body extends ServletInputStream {

    private final ServletInputStream in;
    private final Semaphore places;
    private final UnderWay underWay;

    Body(ServletInputStream in, Semaphore places, UnderWay underWay) {
      this.in = in;
      this.places = places;
      this.underWay = underWay;
    }

    @Override
    public int read() throws IOException {
      return read(in::read);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return read(() -> in.read(bytes, from, length));
    }

    /** A request whose body has yet to come holds up no work that gives way to requests. */
    private int read(Reading reading) throws IOException {
      take(places);
      var hasCome = in.available() > 0;
      if (!hasCome) {
        underWay.ended();
      }
      try {
        return reading.read();
      } finally {
        if (!hasCome) {
          underWay.begun();
        }
        places.release();
      }
    }

    private interface Reading {
      int read() throws IOException;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }

  private static final class Response extends HttpServletResponseWrapper {

    private final Semaphore places;
    private ServletOutputStream body;

    Response(HttpServletResponse response, Semaphore places) {
      super(response);
      this.places = places;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (body == null) {
        body = new Answer(super.getOutputStream(), places);
      }
      return body;
    }
  }

  private static final class Answer extends ServletOutputStream {

    private final ServletOutputStream out;
    private final Semaphore places;

    Answer(ServletOutputStream out, Semaphore places) {
      this.out = out;
      this.places = places;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      take(places);
      try {
        out.write(bytes, from, length);
      } finally {
        places.release();
      }
    }

    @Override
    public void flush() throws IOException {
      take(places);
      try {
        out.flush();
      } finally {
        places.release();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
