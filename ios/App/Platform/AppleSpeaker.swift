import AVFoundation
import EkinKit
import Observation

/// Reads aloud with the voices of this phone; nothing that is read leaves it.
@MainActor
@Observable
final class AppleSpeaker: NSObject, Speaker, @preconcurrency AVSpeechSynthesizerDelegate {
    private(set) var saying: Int?
    @ObservationIgnored private let synthesizer = AVSpeechSynthesizer()
    @ObservationIgnored private var voices = Voices(tags: AVSpeechSynthesisVoice.speechVoices().map(\.language))
    /// What is to be said still, with the sentence that it is.
    @ObservationIgnored private var queue: [(utterance: AVSpeechUtterance, sentence: Int?)] = []

    override init() {
        super.init()
        synthesizer.delegate = self
    }

    func say(_ sentences: [SpokenSentence]) {
        stop()
        queue = voices.read(sentences).map { one in
            let utterance = AVSpeechUtterance(string: one.text)
            utterance.voice = AVSpeechSynthesisVoice(language: one.voice)
            return (utterance, one.sentence)
        }
        for one in queue { synthesizer.speak(one.utterance) }
    }

    func stop() {
        (queue, saying) = ([], nil)
        synthesizer.stopSpeaking(at: .immediate)
    }

    func speechSynthesizer(_ synthesizer: AVSpeechSynthesizer, didStart utterance: AVSpeechUtterance) {
        if let sentence = queue.first(where: { $0.utterance === utterance })?.sentence { saying = sentence }
    }

    func speechSynthesizer(_ synthesizer: AVSpeechSynthesizer, didFinish utterance: AVSpeechUtterance) {
        // Another one may be what is said by now.
        if queue.last?.utterance === utterance { (queue, saying) = ([], nil) }
    }

    func speechSynthesizer(_ synthesizer: AVSpeechSynthesizer, didCancel utterance: AVSpeechUtterance) {
        if queue.last?.utterance === utterance { (queue, saying) = ([], nil) }
    }
}
