package be.schakel.alert;

import be.schakel.partner.Registration.OnDuty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Posts letters: to the configured SMTP server, over TLS; without one into a folder, a file each,
 * for a demo.
 */
@ApplicationScoped
class Post {

  private static final String PATIENCE_MILLIS = "10000";
  private static final int LONGEST_SECONDS = 20;
  private static final String TEXT = "UTF-8";

  @Inject
  @ConfigProperty(name = "schakel.mail.host")
  Optional<String> host;

  @Inject
  @ConfigProperty(name = "schakel.mail.port", defaultValue = "587")
  int port;

  @Inject
  @ConfigProperty(name = "schakel.mail.tls", defaultValue = "true")
  boolean tls;

  @Inject
  @ConfigProperty(name = "schakel.mail.user")
  Optional<String> user;

  @Inject
  @ConfigProperty(name = "schakel.mail.password")
  Optional<String> password;

  @Inject
  @ConfigProperty(name = "schakel.mail.from")
  String from;

  @Inject
  @ConfigProperty(name = "schakel.mail.folder")
  Path folder;

  /**
   * @throws MessagingException it could not be handed over; nobody has it
   */
  @Bulkhead(2)
  @Timeout(value = LONGEST_SECONDS, unit = ChronoUnit.SECONDS)
  void send(OnDuty to, Letter letter, String name, Instant now)
      throws MessagingException, IOException {
    var message = new MimeMessage(session());
    message.setFrom(new InternetAddress(from, true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.email(), true));
    message.setSubject(letter.subject(), TEXT);
    message.setText(letter.text(), TEXT);
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Content-Language", to.language().tag());
    if (host.isPresent()) {
      Transport.send(message);
    } else {
      write(message, folder.resolve(name + ".eml"));
    }
  }

  /** Whole, or not at all. */
  private static void write(MimeMessage message, Path file) throws MessagingException, IOException {
    var bytes = new ByteArrayOutputStream();
    message.saveChanges();
    message.writeTo(bytes);
    Files.createDirectories(file.getParent());
    var half = file.resolveSibling(file.getFileName() + ".half");
    Files.write(half, bytes.toByteArray());
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Session session() {
    var settings = new Properties();
    settings.setProperty("mail.transport.protocol", "smtp");
    host.ifPresent(known -> settings.setProperty("mail.smtp.host", known));
    settings.setProperty("mail.smtp.port", Integer.toString(port));
    settings.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    settings.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
    settings.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
    settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls));
    settings.setProperty("mail.smtp.starttls.required", Boolean.toString(tls));
    settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    settings.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
    return Session.getInstance(
        settings,
        user.isEmpty()
            ? null
            : new Authenticator() {
              @Override
              protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user.get(), password.orElse(""));
              }
            });
  }
}
