extension Tokens {
    static let light = Tokens(
        theme: .light,
        bg: Colour(0xFAF6EE), surface: Colour(0xFFFFFF), sunk: Colour(0xF0E9DC),
        ink: Colour(0x1D282C), inkSoft: Colour(0x4B575B), line: Colour(0xDDD3C3), edge: Colour(0x7A7265),
        primary: Colour(0x0C5460), onPrimary: Colour(0xFFFFFF), primarySoft: Colour(0xD3E7E9), onPrimarySoft: Colour(0x07363F),
        accent: Colour(0xA63A1E), onAccent: Colour(0xFFFFFF), accentSoft: Colour(0xFADFD4), onAccentSoft: Colour(0x6B210E),
        local: Colour(0xF6E2B3), onLocal: Colour(0x4F3900), sent: Colour(0xD9E6F6), onSent: Colour(0x163C66), received: Colour(0xD9ECD2),
        onReceived: Colour(0x1E4B1F),
        refused: Colour(0xFADAD6), onRefused: Colour(0x7D1713), conflict: Colour(0xECDDF1), onConflict: Colour(0x532A61),
        stale: Colour(0xE9E3D8), onStale: Colour(0x4C4537),
        focus: Colour(0x1D282C), focusGap: Colour(0xFFFFFF),
        kinds: [
            .activity: KindColours(0xD3E7E9, 0x0C5460, 0xB9D6D9),
            .need: KindColours(0xFADFD4, 0xA63A1E, 0xF2C7B6),
            .offer: KindColours(0xDDEBD3, 0x33632A, 0xC3D9B4),
            .loan: KindColours(0xF6E2B3, 0x6B4E00, 0xEACD88),
            .place: KindColours(0xD9E6F6, 0x1F4E85, 0xBFD4EE),
            .practice: KindColours(0xECDDF1, 0x6B3A7A, 0xDCC5E5),
            .partner: KindColours(0xE9E3D8, 0x564C3B, 0xD6CDBC),
        ])

    static let dark = Tokens(
        theme: .dark,
        bg: Colour(0x11181A), surface: Colour(0x1A2326), sunk: Colour(0x0C1214),
        ink: Colour(0xF3EEE4), inkSoft: Colour(0xB8C0BF), line: Colour(0x344145), edge: Colour(0x859194),
        primary: Colour(0x83CDD8), onPrimary: Colour(0x06303A), primarySoft: Colour(0x12424D), onPrimarySoft: Colour(0xCFEFF4),
        accent: Colour(0xFFA383), onAccent: Colour(0x4A1407), accentSoft: Colour(0x5A2415), onAccentSoft: Colour(0xFFDCCF),
        local: Colour(0x4A3810), onLocal: Colour(0xFBE3AE), sent: Colour(0x1C3A5A), onSent: Colour(0xD3E5FA), received: Colour(0x1F4322),
        onReceived: Colour(0xD3EFCB),
        refused: Colour(0x5F1F1B), onRefused: Colour(0xFFDAD5), conflict: Colour(0x46294F), onConflict: Colour(0xF1DDF7),
        stale: Colour(0x363429), onStale: Colour(0xEAE3D3),
        focus: Colour(0xF3EEE4), focusGap: Colour(0x11181A),
        kinds: [
            .activity: KindColours(0x12424D, 0x83CDD8, 0x1B5562),
            .need: KindColours(0x5A2415, 0xFFA383, 0x70301F),
            .offer: KindColours(0x24421F, 0xA9D99A, 0x30552A),
            .loan: KindColours(0x4A3810, 0xF2CC6B, 0x5E491A),
            .place: KindColours(0x1C3A5A, 0xA5CBF7, 0x274B72),
            .practice: KindColours(0x46294F, 0xDDB3EA, 0x593765),
            .partner: KindColours(0x363429, 0xD6CBB4, 0x464337),
        ])

    static let contrastLight = Tokens(
        theme: .contrastLight,
        bg: Colour(0xFFFFFF), surface: Colour(0xFFFFFF), sunk: Colour(0xFFFFFF),
        ink: Colour(0x000000), inkSoft: Colour(0x24292B), line: Colour(0x000000), edge: Colour(0x000000),
        primary: Colour(0x003B46), onPrimary: Colour(0xFFFFFF), primarySoft: Colour(0xFFFFFF), onPrimarySoft: Colour(0x003B46),
        accent: Colour(0x7A1F08), onAccent: Colour(0xFFFFFF), accentSoft: Colour(0xFFFFFF), onAccentSoft: Colour(0x7A1F08),
        local: Colour(0xFFFFFF), onLocal: Colour(0x4A3400), sent: Colour(0xFFFFFF), onSent: Colour(0x0B2E58), received: Colour(0xFFFFFF),
        onReceived: Colour(0x103D12),
        refused: Colour(0xFFFFFF), onRefused: Colour(0x7A0B08), conflict: Colour(0xFFFFFF), onConflict: Colour(0x451B54),
        stale: Colour(0xFFFFFF), onStale: Colour(0x33302A),
        focus: Colour(0x000000), focusGap: Colour(0xFFE14D),
        kinds: [
            .activity: KindColours(0xFFFFFF, 0x0C5460, 0xFFFFFF),
            .need: KindColours(0xFFFFFF, 0xA63A1E, 0xFFFFFF),
            .offer: KindColours(0xFFFFFF, 0x33632A, 0xFFFFFF),
            .loan: KindColours(0xFFFFFF, 0x6B4E00, 0xFFFFFF),
            .place: KindColours(0xFFFFFF, 0x1F4E85, 0xFFFFFF),
            .practice: KindColours(0xFFFFFF, 0x6B3A7A, 0xFFFFFF),
            .partner: KindColours(0xFFFFFF, 0x564C3B, 0xFFFFFF),
        ])

    static let contrastDark = Tokens(
        theme: .contrastDark,
        bg: Colour(0x000000), surface: Colour(0x000000), sunk: Colour(0x000000),
        ink: Colour(0xFFFFFF), inkSoft: Colour(0xE3E7E6), line: Colour(0xFFFFFF), edge: Colour(0xFFFFFF),
        primary: Colour(0x8FE3EF), onPrimary: Colour(0x000000), primarySoft: Colour(0x000000), onPrimarySoft: Colour(0x8FE3EF),
        accent: Colour(0xFFB59B), onAccent: Colour(0x000000), accentSoft: Colour(0x000000), onAccentSoft: Colour(0xFFB59B),
        local: Colour(0x000000), onLocal: Colour(0xFFDE8A), sent: Colour(0x000000), onSent: Colour(0xB9D8FF), received: Colour(0x000000),
        onReceived: Colour(0xB5ECA8),
        refused: Colour(0x000000), onRefused: Colour(0xFFB4AC), conflict: Colour(0x000000), onConflict: Colour(0xEBC4F7),
        stale: Colour(0x000000), onStale: Colour(0xE9DFC6),
        focus: Colour(0xFFE14D), focusGap: Colour(0x000000),
        kinds: [
            .activity: KindColours(0x000000, 0x83CDD8, 0x000000),
            .need: KindColours(0x000000, 0xFFA383, 0x000000),
            .offer: KindColours(0x000000, 0xA9D99A, 0x000000),
            .loan: KindColours(0x000000, 0xF2CC6B, 0x000000),
            .place: KindColours(0x000000, 0xA5CBF7, 0x000000),
            .practice: KindColours(0x000000, 0xDDB3EA, 0x000000),
            .partner: KindColours(0x000000, 0xD6CBB4, 0x000000),
        ])
}
