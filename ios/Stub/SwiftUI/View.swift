// Stands in for a part of SwiftUI, so that screens are type-checked where there is none. The signatures are Apple's, written by hand; nothing
// here draws, and what passes here has not been built for iOS.
@_exported import Foundation
@_exported import Observation

@MainActor @preconcurrency
public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: View {
    public var body: Never { drawn() }
}

/// Nothing is ever drawn here.
func drawn() -> Never { fatalError("a stand-in draws nothing") }

/// A view that is made of no other.
public protocol Leaf: View where Body == Never {}
extension Leaf {
    public var body: Never { drawn() }
}

extension Optional: View where Wrapped: View {
    public var body: Never { drawn() }
}

public struct EmptyView: Leaf {
    public nonisolated init() {}
}

public struct TupleView<T>: Leaf {
    nonisolated init(_ value: T) {}
}

public struct _ConditionalContent<True: View, False: View>: Leaf {
    nonisolated init() {}
}

/// What a modifier gives.
public struct Modified<Content: View>: Leaf {
    init(_ content: Content) {}
}

@resultBuilder
public struct ViewBuilder {
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> TupleView<(repeat each Content)> {
        TupleView((repeat each content))
    }
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<True: View, False: View>(first: True) -> _ConditionalContent<True, False> { .init() }
    public static func buildEither<True: View, False: View>(second: False) -> _ConditionalContent<True, False> { .init() }
}

public struct HorizontalAlignment: Sendable {
    public static let leading = HorizontalAlignment()
    public static let center = HorizontalAlignment()
}

public struct VerticalAlignment: Sendable {
    public static let top = VerticalAlignment()
    public static let center = VerticalAlignment()
    public static let bottom = VerticalAlignment()
    public static let firstTextBaseline = VerticalAlignment()
}

public struct Alignment: Sendable {
    public static let center = Alignment()
    public static let leading = Alignment()
    public static let bottomLeading = Alignment()
    public static let topTrailing = Alignment()
}

public struct Edge: Sendable {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let top = Set(rawValue: 1)
        public static let bottom = Set(rawValue: 4)
        public static let horizontal = Set(rawValue: 10)
        public static let vertical = Set(rawValue: 5)
        public static let all = Set(rawValue: 15)
    }
}

public struct VStack<Content: View>: Leaf {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}

public struct HStack<Content: View>: Leaf {
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}

public struct ZStack<Content: View>: Leaf {
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {}
}

public struct LazyVStack<Content: View>: Leaf {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}

public struct GridItem: Sendable {
    public enum Size: Sendable {
        case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity)
    }
    public init(_ size: Size, spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}

public struct LazyVGrid<Content: View>: Leaf {
    public init(columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content)
    {}
}

public struct ScrollView<Content: View>: Leaf {
    public init(@ViewBuilder content: () -> Content) {}
}

public struct ViewThatFits<Content: View>: Leaf {
    public init(@ViewBuilder content: () -> Content) {}
}

public struct Group<Content: View>: Leaf {
    public init(@ViewBuilder content: () -> Content) {}
}

public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {}
}

public struct Spacer: Leaf {
    public init(minLength: CGFloat? = nil) {}
}

public struct Text: Leaf, Equatable {
    public init(verbatim content: String) {}
    public func font(_ font: Font?) -> Text { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> Text { self }
}

public struct Image: Leaf {
    public enum TemplateRenderingMode: Sendable { case template, original }
    public init(_ name: String, bundle: Bundle? = nil) {}
    public init(uiImage image: UIImage) {}
    public func resizable() -> Image { self }
    public func renderingMode(_ mode: TemplateRenderingMode?) -> Image { self }
}

public class UIImage {
    public init?(data: Data) {}
}

public struct Button<Label: View>: Leaf {
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {}
}

public struct TextField<Label: View>: Leaf {
    public init(text: Binding<String>, prompt: Text? = nil, axis: Axis, @ViewBuilder label: () -> Label) {}
}

public enum Axis: Sendable { case horizontal, vertical }

public struct SecureField<Label: View>: Leaf {
    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {}
}

public struct NavigationStack<Data, Root: View>: Leaf {
    public init(path: Binding<Data>, @ViewBuilder root: () -> Root)
    where Data: MutableCollection & RandomAccessCollection & RangeReplaceableCollection, Data.Element: Hashable {}
}
