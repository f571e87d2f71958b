import EkinCore
import Testing

@testable import EkinKit

@MainActor
@Suite struct WordsTests {
    @Test("the core puts a text into words once, and fixed ones all at once") func once() {
        final class Calls { var texts: [[Saying]] = [] }
        let calls = Calls()
        let words = Words(.eu) { language, texts in
            calls.texts.append(texts)
            return try formatTexts(language: language, texts: texts)
        }
        #expect(words[Say.appNavDiscover()] == "Aurkitu" && calls.texts.count == 1)
        for _ in 0..<3 { #expect(words[Say.listingSeatsLeft(n: 2)] == "2 toki libre") }
        #expect(words[Say.listingSeatsLeft(n: 1)] == "Toki bat libre" && calls.texts.count == 3)
        // More than are kept: the first ones are asked for again, and are the same.
        for n in 3..<1_000 { _ = words[Say.listingSeatsLeft(n: UInt64(n))] }
        #expect(words[Say.listingSeatsLeft(n: 2)] == "2 toki libre" && calls.texts.count > 1_000)
    }

    @Test("the three languages are equal in what they have") func equal() {
        let all = Language.all.map { Words($0) }
        for text in Say.plain { #expect(all.allSatisfy { !$0[text].isEmpty && $0[text] != text.key }, "\(text.key)") }
        #expect(all.map { $0[Say.appNavBack()] } == ["Retour", "Atzera", "Atrás"])
    }

    @Test("each failure has a sentence in three languages, that says what to do") func failures() {
        let all = Language.all.map { Words($0) }
        for failure in Sample.failures {
            let said = all.map { $0.of(failure) }
            #expect(said.allSatisfy { $0.count > 10 } && Set(said).count == 3, "\(said)")
        }
    }

    @Test("a text of another version is its id, and no crash") func unknown() {
        #expect(Words(.fr)[Saying(key: "of-tomorrow", arguments: [])] == "of-tomorrow")
    }
}
