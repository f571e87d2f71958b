@propertyWrapper
public struct State<Value> {
    private let value: Value
    public init(wrappedValue value: Value) { self.value = value }
    public init(initialValue value: Value) { self.value = value }
    public var wrappedValue: Value {
        get { value }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { Binding(get: { value }, set: { _ in }) }
}

@propertyWrapper @dynamicMemberLookup
public struct Binding<Value> {
    private let read: () -> Value
    private let write: (Value) -> Void
    public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { (read, write) = (get, set) }
    public var wrappedValue: Value {
        get { read() }
        nonmutating set { write(newValue) }
    }
    public var projectedValue: Binding<Value> { self }
    public subscript<Part>(dynamicMember path: WritableKeyPath<Value, Part>) -> Binding<Part> {
        Binding<Part>(
            get: { wrappedValue[keyPath: path] },
            set: { part in
                var whole = wrappedValue
                whole[keyPath: path] = part
                wrappedValue = whole
            })
    }
}

@propertyWrapper @dynamicMemberLookup
public struct Bindable<Value> {
    public let wrappedValue: Value
    public init(wrappedValue: Value) where Value: AnyObject, Value: Observable { self.wrappedValue = wrappedValue }
    public var projectedValue: Bindable<Value> { self }
    public subscript<Part>(dynamicMember path: ReferenceWritableKeyPath<Value, Part>) -> Binding<Part> where Value: AnyObject {
        let value = wrappedValue
        return Binding<Part>(get: { value[keyPath: path] }, set: { value[keyPath: path] = $0 })
    }
}

@propertyWrapper
public struct ScaledMetric<Value: BinaryFloatingPoint> {
    public let wrappedValue: Value
    public init(wrappedValue: Value, relativeTo style: Font.TextStyle) { self.wrappedValue = wrappedValue }
}

@propertyWrapper
public struct Environment<Value> {
    private let find: () -> Value
    public init(_ path: KeyPath<EnvironmentValues, Value>) { find = { EnvironmentValues()[keyPath: path] } }
    public init(_ type: Value.Type) where Value: AnyObject, Value: Observable { find = { drawn() } }
    public var wrappedValue: Value { find() }
}

public struct EnvironmentValues {
    public var openURL: OpenURLAction { OpenURLAction() }
    public var dynamicTypeSize: DynamicTypeSize { .large }
    public var scenePhase: ScenePhase { .active }
    public var accessibilityReduceMotion: Bool { false }
}

@MainActor @preconcurrency
public struct OpenURLAction: Sendable {
    nonisolated init() {}
    public func callAsFunction(_ url: URL) {}
}

public enum ScenePhase: Comparable, Sendable { case background, inactive, active }

public enum DynamicTypeSize: Comparable, CaseIterable, Sendable {
    case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge
    case accessibility1, accessibility2, accessibility3, accessibility4, accessibility5
    public var isAccessibilitySize: Bool { self >= .accessibility1 }
}
