public protocol ShapeStyle: Sendable {}

public struct Color: ShapeStyle, Leaf, Hashable {
    public enum RGBColorSpace: Sendable { case sRGB }
    public nonisolated init(_ space: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double, opacity: Double = 1) {}
    public nonisolated static var clear: Color { Color(red: 0, green: 0, blue: 0, opacity: 0) }
}

public struct Font: Hashable, Sendable {
    public enum TextStyle: CaseIterable, Sendable { case largeTitle, title, title2, title3, headline, body, subheadline }
    public static func custom(_ name: String, size: CGFloat, relativeTo style: TextStyle) -> Font { Font() }
    public func monospacedDigit() -> Font { self }
}

public protocol Shape: View, Sendable {}
extension Shape {
    public var body: Never { drawn() }
    public func fill<S: ShapeStyle>(_ style: S) -> some View { Modified(self) }
}

public protocol InsettableShape: Shape {}
extension InsettableShape {
    public func strokeBorder<S: ShapeStyle>(_ style: S, lineWidth: CGFloat = 1) -> some View { Modified(self) }
}

public struct RoundedRectangle: InsettableShape {
    public nonisolated init(cornerRadius: CGFloat) {}
}

public struct UnevenRoundedRectangle: InsettableShape {
    public nonisolated init(
        topLeadingRadius: CGFloat = 0, bottomLeadingRadius: CGFloat = 0, bottomTrailingRadius: CGFloat = 0, topTrailingRadius: CGFloat = 0
    ) {}
}

public struct Circle: InsettableShape {
    public nonisolated init() {}
}

public struct Rectangle: InsettableShape {
    public nonisolated init() {}
}

public struct Path: Sendable {
    public nonisolated init() {}
    public nonisolated init(_ rect: CGRect) {}
    public mutating func move(to end: CGPoint) {}
    public mutating func addLine(to end: CGPoint) {}
    public mutating func closeSubpath() {}
}

public struct GraphicsContext {
    public struct Shading {
        public static func color(_ color: Color) -> Shading { Shading() }
    }
    public func fill(_ path: Path, with shading: Shading) {}
    public func stroke(_ path: Path, with shading: Shading, lineWidth: CGFloat = 1) {}
}

public struct Canvas: Leaf {
    public nonisolated init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {}
}
