public enum TextAlignment: Sendable { case leading, center, trailing }
public enum ContentMode: Sendable { case fit, fill }
public enum ColorScheme: Sendable { case light, dark }
public enum UIKeyboardType: Int, Sendable { case `default`, numbersAndPunctuation, phonePad, emailAddress, numberPad }
public struct TextInputAutocapitalization: Sendable {
    public static var never: TextInputAutocapitalization { TextInputAutocapitalization() }
}
public enum Visibility: Sendable { case automatic, visible, hidden }
public struct ToolbarPlacement: Sendable {
    public static var navigationBar: ToolbarPlacement { ToolbarPlacement() }
}
public enum VerticalEdge: Sendable { case top, bottom }
public struct SensoryFeedback: Equatable, Sendable {
    public static let success = SensoryFeedback()
    public static let error = SensoryFeedback()
}
public struct AccessibilityTraits: Sendable {
    public static let isHeader = AccessibilityTraits()
    public static let isButton = AccessibilityTraits()
    public static let isSelected = AccessibilityTraits()
    public static let isToggle = AccessibilityTraits()
    public static let updatesFrequently = AccessibilityTraits()
}
extension AccessibilityTraits: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: AccessibilityTraits...) {}
}
public struct AccessibilityChildBehavior: Sendable {
    public static let combine = AccessibilityChildBehavior()
    public static let contain = AccessibilityChildBehavior()
    public static let ignore = AccessibilityChildBehavior()
}

extension View {
    public func padding(_ length: CGFloat) -> some View { Modified(self) }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { Modified(self) }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View { Modified(self) }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { Modified(self) }
    public func font(_ font: Font?) -> some View { Modified(self) }
    public func lineSpacing(_ spacing: CGFloat) -> some View { Modified(self) }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { Modified(self) }
    public func tint(_ color: Color?) -> some View { Modified(self) }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { Modified(self) }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { Modified(self) }
    public func background<S: ShapeStyle>(_ style: S) -> some View { Modified(self) }
    public func background<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { Modified(self) }
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { Modified(self) }
    public func clipShape<S: Shape>(_ shape: S) -> some View { Modified(self) }
    public func contentShape<S: Shape>(_ shape: S) -> some View { Modified(self) }
    public func scaledToFit() -> some View { Modified(self) }
    public func clipped() -> some View { Modified(self) }
    public func safeAreaInset<V: View>(
        edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> V
    ) -> some View { Modified(self) }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { Modified(self) }
    public func preferredColorScheme(_ scheme: ColorScheme?) -> some View { Modified(self) }
    public func keyboardType(_ type: UIKeyboardType) -> some View { Modified(self) }
    public func textInputAutocapitalization(_ capitals: TextInputAutocapitalization?) -> some View { Modified(self) }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { Modified(self) }
    public func lineLimit(_ limit: ClosedRange<Int>) -> some View { Modified(self) }
    public func toolbar(_ visibility: Visibility, for bars: ToolbarPlacement...) -> some View { Modified(self) }
    public func navigationDestination<D: Hashable, C: View>(
        for data: D.Type, @ViewBuilder destination: @escaping (D) -> C
    ) -> some View { Modified(self) }
    public func sensoryFeedback<T: Equatable>(_ feedback: SensoryFeedback, trigger: T) -> some View { Modified(self) }
    public func task(priority: TaskPriority = .userInitiated, _ action: @escaping @MainActor @Sendable () async -> Void) -> some View {
        Modified(self)
    }
    public func task<T: Equatable>(
        id value: T, priority: TaskPriority = .userInitiated, _ action: @escaping @MainActor @Sendable () async -> Void
    ) -> some View { Modified(self) }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping @MainActor () -> Void) -> some View {
        Modified(self)
    }
    public func onOpenURL(perform action: @escaping @MainActor (URL) -> Void) -> some View { Modified(self) }
    public func onTapGesture(count: Int = 1, perform action: @escaping @MainActor () -> Void) -> some View { Modified(self) }
    public func onLongPressGesture(minimumDuration: Double = 0.5, perform action: @escaping @MainActor () -> Void) -> some View {
        Modified(self)
    }
    public func privacySensitive(_ sensitive: Bool = true) -> some View { Modified(self) }
    public func environment<T: AnyObject & Observable>(_ object: T?) -> some View { Modified(self) }
    public func accessibilityLabel(_ label: Text) -> some View { Modified(self) }
    public func accessibilityValue(_ value: Text) -> some View { Modified(self) }
    public func accessibilityHidden(_ hidden: Bool) -> some View { Modified(self) }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { Modified(self) }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { Modified(self) }
    public func accessibilitySortPriority(_ priority: Double) -> some View { Modified(self) }
}

public protocol PrimitiveButtonStyle {}
public struct PlainButtonStyle: PrimitiveButtonStyle {
    public init() {}
}
extension PrimitiveButtonStyle where Self == PlainButtonStyle {
    public static var plain: PlainButtonStyle { PlainButtonStyle() }
}
