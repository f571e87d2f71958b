/// A colour as three bytes, red first.
public struct Colour: Equatable, Sendable {
    public let red, green, blue: UInt8

    init(_ hex: UInt32) {
        (red, green, blue) = (UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
    }
}

/// Tile, icon and stripes of a sort of listing.
public struct KindColours: Equatable, Sendable {
    public let tile, icon, stripe: Colour

    init(_ tile: UInt32, _ icon: UInt32, _ stripe: UInt32) {
        (self.tile, self.icon, self.stripe) = (Colour(tile), Colour(icon), Colour(stripe))
    }
}

/// The colours of one theme, by role. What a role is for, and its contrast with the colours it meets, a test computes.
public struct Tokens: Sendable {
    public let theme: Theme
    public let bg, surface, sunk: Colour
    public let ink, inkSoft, line, edge: Colour
    public let primary, onPrimary, primarySoft, onPrimarySoft: Colour
    public let accent, onAccent, accentSoft, onAccentSoft: Colour
    public let local, onLocal, sent, onSent, received, onReceived: Colour
    public let refused, onRefused, conflict, onConflict, stale, onStale: Colour
    public let focus, focusGap: Colour
    let kinds: [ListingType: KindColours]

    /// Colours of a sort of listing.
    public func kind(_ type: ListingType) -> KindColours {
        // Each family has colours, in each theme: a test walks over them.
        kinds[type.family] ?? KindColours(0, 0, 0)
    }

    /// The colours of a theme.
    public static func of(_ theme: Theme) -> Tokens {
        switch theme {
        case .light: light
        case .dark: dark
        case .contrastLight: contrastLight
        case .contrastDark: contrastDark
        }
    }
}

extension ListingType {
    /// The seven sorts that have colours of their own; the others look like the nearest.
    public var family: ListingType {
        switch self {
        case .project: .offer
        case .challenge: .activity
        case .other: .partner
        default: self
        }
    }
}
