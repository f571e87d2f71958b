use std::io::Cursor;

use rqrr::PreparedImage;

use super::*;

/// A link of `length` letters.
fn link(length: usize) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    format!(
        "ekin:{}",
        letters.chars().cycle().take(length - 5).collect::<String>()
    )
}

/// What an independent reader makes of a square picture.
fn scan(side: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let mut image =
        PreparedImage::prepare_from_greyscale(side, side, |x, y| if dark(x, y) { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "a picture of {side} pixels");
    grids[0].decode().unwrap().1
}

/// The modules of a terminal's picture, with eight pixels for each so that a reader has something to see.
fn scan_terminal(picture: &str, drawn_is_dark: bool) -> String {
    let lines: Vec<Vec<char>> = picture.lines().map(|line| line.chars().collect()).collect();
    let side = lines[0].len();
    assert!(lines.iter().all(|line| line.len() == side));
    let drawn = |x: usize, y: usize| match lines.get(y / 2).and_then(|line| line.get(x)) {
        Some('█') => true,
        Some('▀') => y.is_multiple_of(2),
        Some('▄') => y % 2 == 1,
        Some(' ') => false,
        other => panic!("{other:?}"),
    };
    scan(side * 8, |x, y| {
        // An odd side leaves half a line over; on a dark ground it is not part of the quiet zone.
        y / 8 < side && drawn(x / 8, y / 8) == drawn_is_dark
    })
}

fn read_png(bytes: &[u8]) -> (usize, Vec<u8>) {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.width, info.height);
    (info.width as usize, pixels)
}

/// Rectangles `M{x} {y}h{w}v{h}H{x}V{y}` of the path.
fn read_svg(svg: &str) -> (usize, Vec<bool>) {
    let side: usize = svg
        .split("width=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let mut dark = vec![false; side * side];
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    for rectangle in path.split('M').skip(1) {
        let numbers: Vec<usize> = rectangle
            .split(|c: char| !c.is_ascii_digit())
            .filter(|n| !n.is_empty())
            .map(|n| n.parse().unwrap())
            .collect();
        let [x, y, width, height, ..] = numbers[..] else {
            panic!("{rectangle}")
        };
        for row in y..y + height {
            dark[row * side + x..][..width].fill(true);
        }
    }
    (side, dark)
}

#[test]
fn what_is_drawn_reads_back_in_every_form() {
    for length in [60, 180, 300, 700] {
        let link = link(length);
        let wanted = link.to_uppercase();
        let qr = Qr::of(&link).unwrap();
        assert_eq!(scan_terminal(&qr.to_terminal(Terminal::Dark), false), wanted);
        assert_eq!(scan_terminal(&qr.to_terminal(Terminal::Light), true), wanted);
        let (side, pixels) = read_png(&qr.to_png(600).unwrap());
        assert!(side >= 600 && pixels.len() == side * side);
        assert_eq!(scan(side, |x, y| pixels[y * side + x] == 0), wanted);
        let (side, dark) = read_svg(&qr.to_svg());
        assert_eq!(scan(side, |x, y| dark[y * side + x]), wanted);
    }
}

#[test]
fn a_quiet_zone_of_four_modules_is_light_on_every_ground() {
    let qr = Qr::of(&link(100)).unwrap();
    for (terminal, light) in [(Terminal::Dark, '█'), (Terminal::Light, ' ')] {
        let picture = qr.to_terminal(terminal);
        let mut lines: Vec<&str> = picture.lines().collect();
        // The last line is half a line, of the quiet zone.
        let last = lines.pop().unwrap();
        assert!(
            last.chars().all(|c| c == if light == ' ' { ' ' } else { '▀' }),
            "{last}"
        );
        for (n, line) in lines.into_iter().enumerate() {
            assert!(line.chars().take(4).all(|c| c == light), "{line}");
            assert!(line.chars().rev().take(4).all(|c| c == light), "{line}");
            assert!(n >= 2 || line.chars().all(|c| c == light), "{line}");
        }
    }
    let coloured = qr.to_terminal(Terminal::Coloured);
    for (line, bare) in coloured.lines().zip(qr.to_terminal(Terminal::Light).lines()) {
        assert_eq!(line, format!("\u{1b}[30;107m{bare}\u{1b}[0m"));
    }
}

#[test]
fn an_ekin_link_is_held_as_letters_and_the_version_is_the_smallest() {
    // ISO/IEC 18004, table 7, level M: version 10 holds 311 alphanumeric characters or 213 bytes.
    for (length, version) in [(61, 3), (62, 4), (300, 10), (311, 10), (312, 11)] {
        assert_eq!(Qr::of(&link(length)).unwrap().version(), version, "{length}");
    }
    // As bytes, 300 characters would take version 13.
    let web = format!("https://relay.example/j#{}", "a".repeat(276));
    assert_eq!(Qr::of(&web).unwrap().version(), 13);
}

#[test]
fn a_long_link_is_fragile_and_a_longer_one_is_refused() {
    // Level M ends at 3,391 letters, level L at 4,296.
    assert!(!Qr::of(&link(3391)).unwrap().is_fragile());
    assert!(Qr::of(&link(3392)).unwrap().is_fragile());
    assert!(matches!(
        Qr::of(&link(4297)),
        Err(QrError::TooLong { bytes: 4297, .. })
    ));
}

#[test]
fn a_link_of_the_protocol_reads_back() {
    let link = ekin_protocol::link::Link::Territory {
        space: ekin_protocol::id::SpaceId([7; 32]),
        urls: vec!["https://relay.example".into()],
        name: "Euskal Herria".into(),
        code: None,
    };
    let qr = Qr::of(&link.to_string()).unwrap();
    assert_eq!(
        scan_terminal(&qr.to_terminal(Terminal::Dark), false).parse(),
        Ok(link)
    );
}

#[test]
fn a_png_of_any_size_is_whole_and_bounded() {
    let qr = Qr::of(&link(100)).unwrap();
    for side in [0, 1, 100, 4096, u32::MAX] {
        let (got, pixels) = read_png(&qr.to_png(side).unwrap());
        assert!(got <= 4096 && pixels.len() == got * got);
    }
}

#[test]
fn the_squares_are_those_of_the_picture() {
    let qr = Qr::of(&link(100)).unwrap();
    let (side, squares) = qr.squares();
    let (whole, pixels) = read_png(&qr.to_png(0).unwrap());
    let (side, quiet) = (side as usize, QUIET as usize);
    assert_eq!((whole, squares.len()), (side + 2 * quiet, side * side));
    for (n, square) in squares.iter().enumerate() {
        let at = (n / side + quiet) * whole + n % side + quiet;
        assert_eq!(*square == 1, pixels[at] == 0, "{n}");
    }
}
