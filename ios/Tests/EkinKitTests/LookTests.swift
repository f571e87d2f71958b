import Foundation
import Testing

@testable import EkinKit

/// Contrast of every pair of colours that meets, computed as WCAG 2.2 says: 4.5 for text (7 in high contrast), 3 for borders and icons.
@Suite struct LookTests {
    private struct Pair {
        let what: String
        let ink, ground: Colour

        init(_ what: String, _ ink: Colour, _ ground: Colour) { (self.what, self.ink, self.ground) = (what, ink, ground) }

        var ratio: Double {
            let both = [LookTests.luminance(ink), LookTests.luminance(ground)]
            return (max(both[0], both[1]) + 0.05) / (min(both[0], both[1]) + 0.05)
        }
    }

    private static func luminance(_ colour: Colour) -> Double {
        let parts = [colour.red, colour.green, colour.blue].map { byte in
            let part = Double(byte) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static let kinds: [ListingType] = [.activity, .need, .offer, .loan, .place, .practice, .partner]

    private func texts(_ t: Tokens) -> [Pair] {
        [t.bg, t.surface, t.sunk].flatMap { [Pair("ink", t.ink, $0), Pair("inkSoft", t.inkSoft, $0), Pair("onRefused", t.onRefused, $0)] }
            + [
                Pair("primary", t.onPrimary, t.primary), Pair("primarySoft", t.onPrimarySoft, t.primarySoft),
                Pair("accent", t.onAccent, t.accent), Pair("accent on surface", t.accent, t.surface),
                Pair("primary on bg", t.primary, t.bg), Pair("received on surface", t.onReceived, t.surface),
                Pair("local", t.onLocal, t.local), Pair("sent", t.onSent, t.sent), Pair("received", t.onReceived, t.received),
                Pair("refused", t.onRefused, t.refused), Pair("conflict", t.onConflict, t.conflict), Pair("stale", t.onStale, t.stale),
            ]
            + Self.kinds.flatMap { kind in
                // In high contrast the word of a sort is ink.
                [
                    Pair("\(kind) word", t.theme.isContrast ? t.ink : t.kind(kind).icon, t.surface),
                    Pair("\(kind) ink", t.ink, t.kind(kind).tile),
                ]
            }
    }

    private func marks(_ t: Tokens) -> [Pair] {
        [t.bg, t.surface, t.sunk].map { Pair("edge", t.edge, $0) } + Self.kinds.map { Pair("\($0)", t.kind($0).icon, t.kind($0).tile) }
    }

    @Test("every pair of every theme is over its floor", arguments: Theme.allCases) func contrast(theme: Theme) {
        let tokens = Tokens.of(theme)
        #expect(tokens.theme == theme)
        let floor = theme.isContrast ? 7.0 : 4.5
        #expect(texts(tokens).filter { $0.ratio < floor }.map(\.what) == [])
        #expect(marks(tokens).filter { $0.ratio < 3 }.map(\.what) == [])
    }

    @Test("the ratio is that of the standard") func ratio() {
        #expect(abs(Pair("", Colour(0x000000), Colour(0xFFFFFF)).ratio - 21) < 0.01)
        #expect(abs(Pair("", Colour(0x1D282C), Colour(0xFAF6EE)).ratio - 14) < 0.05)
    }

    @Test("each sort is woven its own way, stays with its listing, and fills the tile", arguments: LookTests.kinds)
    func weave(kind: ListingType) {
        let stripes = Weave(type: kind, pattern: 3).stripes(width: 380, height: 104)
        #expect(stripes == Weave(type: kind, pattern: 10).stripes(width: 380, height: 104))
        for other in LookTests.kinds where other != kind {
            #expect(Weave(type: other, pattern: 3).stripes(width: 380, height: 104) != stripes)
        }
        #expect(stripes.count >= 7 && stripes.allSatisfy { $0.corners.count == 4 })
        // Leaning ones go over both ends, so that no corner is bare.
        let reach = stripes.flatMap(\.corners).map(\.x)
        #expect(reach.max()! > 340 && reach.min()! < 60)
    }
}
