// Stands in for a part of Apple's Accessibility, to check types alone: see Stub/SwiftUI/View.swift.

public enum AccessibilityNotification {
    public struct Announcement {
        public init(_ announcement: String) {}
        public func post() {}
    }
}
