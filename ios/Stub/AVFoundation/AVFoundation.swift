// Stands in for a part of Apple's AVFoundation, to check types alone: see Stub/SwiftUI/View.swift.
@_exported import Foundation

public class AVSpeechSynthesisVoice: NSObject {
    public init?(language: String?) {}
    public var language: String { "" }
    public class func speechVoices() -> [AVSpeechSynthesisVoice] { [] }
}

public class AVSpeechUtterance: NSObject {
    public init(string: String) {}
    public var voice: AVSpeechSynthesisVoice?
    public var postUtteranceDelay: TimeInterval = 0
}

public enum AVSpeechBoundary: Int, Sendable { case immediate, word }

public protocol AVSpeechSynthesizerDelegate: AnyObject {
    func speechSynthesizer(_ synthesizer: AVSpeechSynthesizer, didStart utterance: AVSpeechUtterance)
    func speechSynthesizer(_ synthesizer: AVSpeechSynthesizer, didFinish utterance: AVSpeechUtterance)
    func speechSynthesizer(_ synthesizer: AVSpeechSynthesizer, didCancel utterance: AVSpeechUtterance)
}

public class AVSpeechSynthesizer: NSObject {
    public weak var delegate: (any AVSpeechSynthesizerDelegate)?
    public func speak(_ utterance: AVSpeechUtterance) {}
    @discardableResult public func stopSpeaking(at boundary: AVSpeechBoundary) -> Bool { false }
    public var isSpeaking: Bool { false }
}
