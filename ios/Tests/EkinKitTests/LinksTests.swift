import Foundation
import Testing

@testable import EkinKit

@Suite struct LinksTests {
    private func way(_ kind: WayKind, _ value: String) -> String? { WayToAnswer(kind: kind, value: value).url?.absoluteString }

    @Test("a way to answer opens what it says it is, and nothing else") func ways() {
        #expect(way(.phone, "+33 5 59 00 00 00") == "tel:+33559000000")
        #expect(way(.phone, "le soir") == nil)
        #expect(way(.email, "ane@etxea.eus") == "mailto:ane@etxea.eus")
        #expect(way(.email, "etxea") == nil)
        #expect(way(.web, "https://etxea.eus/a?b=1") == "https://etxea.eus/a?b=1")
        for hostile in ["javascript:alert(1)", "tel:112", "file:///etc/passwd", ""] { #expect(way(.web, hostile) == nil) }
        // A header more in a mail is none.
        #expect(way(.email, "a@b?bcc=c@d")?.contains("?") == false)
    }

    @Test("an emergency number is called, or written to") func numbers() {
        #expect(EmergencyNumber(number: "112", service: .any).url?.absoluteString == "tel:112")
        #expect(EmergencyNumber(number: "114", service: .text).url?.absoluteString == "sms:114")
    }

    @Test("the phone's languages choose Ekin's") func languages() {
        #expect(Language.of(preferred: ["de-DE", "eu-ES", "fr-FR"]) == .eu)
        #expect(Language.of(preferred: ["es_MX"]) == .es)
        #expect(Language.of(preferred: []) == .fr)
    }
}
