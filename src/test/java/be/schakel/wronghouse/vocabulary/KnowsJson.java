package be.schakel.wronghouse.vocabulary;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A leaf that uses a library. */
public final class KnowsJson {
  ObjectMapper mapper;
}
