// Stands in for a part of Apple's BackgroundTasks, to check types alone: see Stub/SwiftUI/View.swift.
@_exported import Foundation

open class BGTaskRequest: NSObject {
    public var earliestBeginDate: Date?
}

public class BGAppRefreshTaskRequest: BGTaskRequest {
    public init(identifier: String) {}
}

public class BGTaskScheduler: NSObject {
    public class var shared: BGTaskScheduler { BGTaskScheduler() }
    public func submit(_ request: BGTaskRequest) throws {}
}
