package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessXhtmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <p>a <b>b</b></p>                                     | <p>a <b>b</b></p>
          <P>a</P>                                              | <p>a</p>
          <table><tr><td colspan="2">a</td></tr></table>        | <table><tr><td colspan="2">a</td></tr></table>
          <a href="https://a.example/">a</a>                    | <a href="https://a.example/">a</a>
          <a href="#b">a</a>                                    | <a href="#b">a</a>
          <a href="javascript:b()">a</a>                        | <a>a</a>
          <a href=" javascript:b()">a</a>                       | <a>a</a>
          <a href="data:text/html,b">a</a>                      | <a>a</a>
          <p onclick="b()" title="c">a</p>                      | <p title="c">a</p>
          <p style="background:url(https://b.example)">a</p>    | <p>a</p>
          <img src="https://b.example/c.png" alt="a"/>          | <img alt="a"></img>
          <img src="data:image/svg+xml;base64,AA=="/>           | <img></img>
          <img src="data:image/png;base64,AA=="/>               | <img src="data:image/png;base64,AA=="></img>
          a<script>b<i>c</i></script>d                          | a d
          a<iframe src="https://b.example">b</iframe>c          | a c
          b<form><input value="b"/>a</form>                     | b  a
          a &lt;b&gt; &amp; c                                   | a &lt;b&gt; &amp; c
          <svg xmlns="http://www.w3.org/2000/svg" onload="b()"><text>a</text></svg>b | `  ab`
          <del>a</del><ins>b</ins><s>c</s>                      | <s>a</s><u>b</u><s>c</s>
          <p style="text-decoration: line-through">a</p>        | <p style="text-decoration: line-through">a</p>
          <p style="background:u\\72l(b)">a</p>                 | <p>a</p>
          <p lang="nl" xml:lang="fr">a</p>                      | <p lang="nl">a</p>
          a<!-- b --><?c d?>                                    | a
          <s style="position:fixed;color:red;margin-top:-9em">a</s> | <s style="color:red">a</s>
          <b style="padding:300px;background-color:#fff">a</b>  | <b style="background-color:#fff">a</b>
          <b style="border:300px solid #fff;height:0">a</b>     | <b>a</b>
          <b style="text-decoration:underline 300px">a</b>      | <b>a</b>
          <b style="text-decoration-thickness:300px">a</b>      | <b>a</b>
          <b style="rotate:180deg;unicode-bidi:bidi-override">a</b> | <b>a</b>
          """)
  void wordsStayAndNothingRuns(String given, String harmless) {
    var div = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";
    assertEquals(div + harmless + "</div>", HarmlessXhtml.of(div + given + "</div>").div());
  }

  /** A reader who does not know that something is gone takes the rest for all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <div><p style="width:9em" onclick="b()">a</p><script>b<i>c</i></script></div> | true
          <div><article>a<center><font color="red">b</font></center></article></div>    | true
          <div><img src="data:image/png;base64,AA=="/></div>                            | true
          <div>a<img src="https://b.example/c.png"/></div>                              | false
          <div><input type="checkbox" checked="checked"/>a</div>                        | false
          <div>a<object data="b"/></div>                                                | false
          <div>a &amp; <s>b</s></div>                                                   | true
          <div>a & <s>b</s></div>                                                       | false
          """)
  void whatIsSeenNoMoreIsTold(String given, boolean whole) {
    assertEquals(whole, HarmlessXhtml.of(given).isWhole());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <div><p>a</div>                                         | a
          <div>a&nbsp;b</div>                                     | a&nbsp;b
          <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><div>&e;a</div> | a
          a                                                       | a
          <script>a                                               | a
          """)
  void whatIsNoXmlIsItsWords(String given, String word) {
    var told = HarmlessXhtml.of(given).div();
    assertTrue(told.contains(word.replace("&", "&amp;")), told);
    assertTrue(!told.contains("<script") && !told.contains("root:"), told);
  }

  @Test
  void signsThatAreNoTagsStayAndTakeNoTime() {
    var told =
        HarmlessXhtml.of("<div><p>CRP < 5 mg/l</p><p>HIV neg</p>" + "<".repeat(1_000_000)).div();
    assertTrue(told.contains("CRP &lt; 5 mg/l") && told.contains("HIV neg"), "its words");
  }

  @Test
  void tensOfThousandsOfElementsAreTheirWords() {
    var told = HarmlessXhtml.of("<div>" + "<b>a</b>".repeat(30_000) + "</div>").div();
    assertTrue(!told.contains("<b>"));
  }

  @Test
  void whatIsTooDeepLosesItsLevelsAndNotItsWords() {
    var told = HarmlessXhtml.of("<div>".repeat(5000) + "a" + "</div>".repeat(5000)).div();
    assertTrue(told.contains("a") && told.length() < 2000, told);
  }
}
