package be.schakel.wronghouse.policy;

import java.sql.Connection;

/** Decides by what it finds. */
public final class AsksTheDatabase {
  Connection connection;
}
