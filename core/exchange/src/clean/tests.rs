use proptest::prelude::*;

use super::*;

#[test]
fn html_becomes_readable_lines() {
    let html = "<p>Bonjour <b>à  tous</b>,<br/>venez&nbsp;!</p><script>alert('x')</script><ul><li>un</li><li>deux</li></ul>\
                <style>p{}</style><!-- non --><a href=\"https://a.example/x\">ici</a>";
    let (text, removed) = clean(html, Writing::Web);
    assert_eq!(
        text,
        "Bonjour à tous,\nvenez\u{a0}!\n\n- un\n- deux\nici (https://a.example/x)"
    );
    assert!(removed.markup && !removed.characters);
}

#[test]
fn what_only_looks_like_markup_stays() {
    for text in [
        "5 < 6 && 7 > 3",
        "a<b",
        "R&B",
        "<3 vous",
        "prix <10€",
        "https://a.example/?a=1&b=2",
    ] {
        assert_eq!(clean(text, Writing::Web).0, text);
    }
    assert_eq!(clean("<b>gras</b>", Writing::Plain).0, "<b>gras</b>");
    assert_eq!(
        clean("Tom &amp; Jerry\nle soir", Writing::Web).0,
        "Tom & Jerry\nle soir"
    );
}

#[test]
fn scripts_hidden_in_entities_and_links_are_only_text() {
    let (text, _) = clean(
        "<a href='javascript:alert(1)'>clic</a> &lt;script&gt;x&lt;/script&gt;",
        Writing::Web,
    );
    assert_eq!(text, "clic <script>x</script>");
    assert_eq!(
        clean("<img src=x onerror=alert(1)>bon<script>x", Writing::Web).0,
        "bon"
    );
    assert_eq!(clean("<p title='a>b'>oui</p>", Writing::Web).0, "oui");
}

#[test]
fn invisible_and_direction_characters_go_and_emoji_families_stay() {
    let (text, removed) = clean("\u{feff}a\u{202e}b\u{200b}c\u{7}\u{2066}d\u{ad}", Writing::Plain);
    assert_eq!(text, "abcd");
    assert!(removed.characters);
    assert_eq!(
        lines("👨\u{200d}👩\u{200d}👧 p\u{200d}q"),
        "👨\u{200d}👩\u{200d}👧 pq"
    );
    assert_eq!(lines("a\r\nb\rc\u{2028}d   \n\n\n\ne\t "), "a\nb\nc\nd\n\ne");
    assert_eq!(line(" a \n\n b\tc "), "a b c");
}

#[test]
fn only_harmless_addresses_pass() {
    assert_eq!(url("www.adie.org").as_deref(), Some("https://www.adie.org"));
    assert_eq!(
        url(" https://a.example/é ").as_deref(),
        Some("https://a.example/é")
    );
    assert_eq!(url("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
    for bad in [
        "javascript:alert(1)",
        "data:text/html,x",
        "java\nscript:x",
        "file:///etc/passwd",
        "vbscript:x",
        "https://",
        "bonjour",
        "https://a b",
        "12.30",
    ] {
        assert_eq!(url(bad), None, "{bad}");
    }
    assert_eq!(web_url("mailto:a@b.example"), None);
    assert_eq!(
        email("MAILTO:a@b.example?subject=x").as_deref(),
        Some("a@b.example")
    );
    assert_eq!(email("a@b"), None);
    assert_eq!(
        phone("tel:+33 5 59 00 00 00").as_deref(),
        Some("+33 5 59 00 00 00")
    );
    assert_eq!(phone("appelez-nous"), None);
}

#[test]
fn a_file_of_open_tags_is_not_slow() {
    for piece in ["<script>", "<", "<a href='", "<!--", "&amp", "<p \"", "</"] {
        let _ = clean(&piece.repeat(20_000), Writing::Web);
    }
}

proptest! {
    #[test]
    fn plain_cleaning_is_idempotent_and_leaves_no_junk(text in "\\PC*|(?s).{0,60}") {
        let once = lines(&text);
        prop_assert_eq!(&lines(&once), &once);
        prop_assert!(!once.chars().any(|c| (c.is_control() && c != '\n') || is_junk(c)));
        let single = line(&text);
        prop_assert_eq!(&line(&single), &single);
        prop_assert!(!single.contains('\n'));
    }

    #[test]
    fn any_web_text_comes_out_clean(text in "(<(p|b|script|a href=x|br/)>|&lt;|&#x202e;|\\PC|(?s).){0,40}") {
        let (out, _) = clean(&text, Writing::Web);
        prop_assert!(!out.chars().any(|c| (c.is_control() && c != '\n') || is_junk(c)));
    }
}
