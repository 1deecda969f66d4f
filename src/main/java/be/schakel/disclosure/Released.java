package be.schakel.disclosure;

import be.schakel.ledger.Receipt;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.DataCategory;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may leave: decided, recorded, projected. Only the gate makes one, and only response writers
 * open it.
 *
 * <p>Not a record: a public record cannot hide its constructor.
 */
public final class Released<V extends Record> implements Outcome<V> {

  private final List<V> views;
  private final Receipt receipt;
  private final Caller recipient;
  private final int status;
  private final Optional<URI> location;
  private final Optional<String> next;
  private final boolean page;
  private final Set<DataCategory> withheld;

  Released(List<V> views, Receipt receipt, Caller recipient, boolean page) {
    this(views, receipt, recipient, page, 200, Optional.empty(), Optional.empty(), Set.of());
  }

  private Released(
      List<V> views,
      Receipt receipt,
      Caller recipient,
      boolean page,
      int status,
      Optional<URI> location,
      Optional<String> next,
      Set<DataCategory> withheld) {
    this.views = List.copyOf(views);
    this.receipt = receipt;
    this.recipient = recipient;
    this.page = page;
    this.withheld = withheld;
    this.status = status;
    this.location = location;
    this.next = next;
  }

  /** The same, answered as 201 with the place of what was made, relative to the face's root. */
  public Released<V> created(URI place) {
    return new Released<>(views, receipt, recipient, page, 201, Optional.of(place), next, withheld);
  }

  /** The same, with the place of what was there already. */
  public Released<V> at(URI place) {
    return new Released<>(
        views, receipt, recipient, page, status, Optional.of(place), next, withheld);
  }

  /** The same, answered with a status alone, where the body says what was made. */
  public Released<V> answered(int status) {
    return new Released<>(
        views, receipt, recipient, page, status, Optional.empty(), next, withheld);
  }

  /** The same page, with the cursor to what comes after it. */
  public Released<V> followedBy(Optional<String> cursor) {
    return new Released<>(views, receipt, recipient, page, status, location, cursor, withheld);
  }

  /** The same, naming what a ground would open that is not there. */
  Released<V> withholding(Set<DataCategory> categories) {
    return new Released<>(
        views, receipt, recipient, page, status, location, next, Set.copyOf(categories));
  }

  @Override
  public Released<V> orProblem() {
    return this;
  }

  /** For response writers: whether this is a page of things, not one. */
  public boolean isPage() {
    return page;
  }

  /** For response writers: the one thing released. */
  public V view() {
    return views.get(0);
  }

  /** For response writers: the things of the page. */
  public List<V> views() {
    return views;
  }

  public Receipt receipt() {
    return receipt;
  }

  /** Whom it is for. */
  public Caller recipient() {
    return recipient;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** The categories of which a consent or another ground could open more; safe to name. */
  public Set<DataCategory> withheld() {
    return withheld;
  }

  public Optional<URI> location() {
    return location;
  }

  public Optional<String> next() {
    return next;
  }
}
