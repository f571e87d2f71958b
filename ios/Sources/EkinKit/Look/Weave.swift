/// House linen: seven stripes, woven another way for each sort of listing and turned by a number that stays with it.
public struct Weave: Equatable, Sendable {
    public struct Point: Equatable, Sendable {
        public let x, y: Double
    }

    /// A stripe, by its four corners.
    public struct Stripe: Equatable, Sendable {
        public let corners: [Point]

        init(x: Double, y: Double, width: Double, height: Double, lean: Double = 0) {
            corners = [
                Point(x: x, y: y), Point(x: x + width, y: y), Point(x: x + width + lean, y: y + height), Point(x: x + lean, y: y + height),
            ]
        }
    }

    private let type: ListingType
    private let pattern: Int

    /// Widths of the seven stripes, in 48ths; the rest is ground between them.
    private static let widths: [Double] = [4, 1, 1, 6, 1, 1, 4]
    private static let parts = 48.0
    /// How far stripes lean, by height.
    private static let lean = 0.6

    public init(type: ListingType, pattern: Int) {
        self.type = type.family
        self.pattern = pattern
    }

    /// The stripes of a tile of this size.
    public func stripes(width: Double, height: Double) -> [Stripe] {
        switch type {
        case .need: level(width, height)
        case .offer: leaning(width, height, -Self.lean * height)
        case .practice: leaning(width, height, Self.lean * height)
        case .loan: upright(width, height) + level(width, height)
        case .place: frames(width, height)
        case .partner: pairs(width, height)
        default: upright(width, height)
        }
    }

    /// Where each stripe begins along a length, and how wide it is, the pattern turned.
    private func along(_ length: Double) -> [(at: Double, width: Double)] {
        let unit = length / Self.parts
        let ground = (Self.parts - Self.widths.reduce(0, +)) / Double(Self.widths.count)
        var at = ground / 2
        return Self.widths.indices.map { n in
            let width = Self.widths[(n + pattern) % Self.widths.count]
            defer { at += width + ground }
            return (at * unit, width * unit)
        }
    }

    private func upright(_ width: Double, _ height: Double) -> [Stripe] {
        along(width).map { Stripe(x: $0.at, y: 0, width: $0.width, height: height) }
    }

    private func level(_ width: Double, _ height: Double) -> [Stripe] {
        along(height).map { Stripe(x: 0, y: $0.at, width: width, height: $0.width) }
    }

    private func leaning(_ width: Double, _ height: Double, _ lean: Double) -> [Stripe] {
        along(width + abs(lean)).map { Stripe(x: $0.at - max(0, lean), y: 0, width: $0.width, height: height, lean: lean) }
    }

    private func frames(_ width: Double, _ height: Double) -> [Stripe] {
        let unit = height / Self.parts
        var inset = 2 * unit
        return Self.widths.prefix(4).flatMap { part -> [Stripe] in
            let line = part * unit
            let (wide, high) = (width - 2 * inset, height - 2 * inset)
            defer { inset += line + 4 * unit }
            guard wide > 2 * line, high > 2 * line else { return [] }
            return [
                Stripe(x: inset, y: inset, width: wide, height: line), Stripe(x: inset, y: inset + high - line, width: wide, height: line),
                Stripe(x: inset, y: inset + line, width: line, height: high - 2 * line),
                Stripe(x: inset + wide - line, y: inset + line, width: line, height: high - 2 * line),
            ]
        }
    }

    private func pairs(_ width: Double, _ height: Double) -> [Stripe] {
        let unit = width / Self.parts
        return (0..<5).flatMap { pair -> [Stripe] in
            let at = Double(2 + pair * 10) * unit
            return [at, at + 3 * unit].map { Stripe(x: $0, y: 0, width: 2 * unit, height: height) }
        }
    }
}
