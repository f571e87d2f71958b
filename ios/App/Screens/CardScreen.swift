import EkinKit
import SwiftUI

/// An emergency card: first why, in one tap; then what must never be given, whom to call, and the rest. No network, no typing.
struct CardScreen: View {
    @Environment(SettingsModel.self) private var settings
    @Environment(\.openURL) private var openURL
    @Environment(\.scenePhase) private var phase
    let model: CardModel
    let close: @MainActor () -> Void

    var body: some View {
        Frame {
            BackBar(title: model.card?.name ?? "", closes: true, back: close)
        } content: {
            Failed(failure: model.failure)
            if let card = model.card { opened(card) } else { reasons }
        } docked: {
            if let first = model.first { call(first, .accent) }
        }
        // Not on the picture that the system keeps of an app that is left.
        .privacySensitive()
        .overlay { if phase != .active { Rectangle().fill(settings.tokens.bg.shown) } }
    }

    @ViewBuilder private var reasons: some View {
        ForEach(Self.reasons, id: \.self) { reason in
            Press(words: settings.say(reason.says).capitalised, weight: .quiet, least: Target.count) { Task { await model.open(reason) } }
        }
    }

    private static let reasons: [CardReason] = [.emergency, .care, .preparation]

    @ViewBuilder private func opened(_ card: EmergencyCard) -> some View {
        let tokens = settings.tokens
        if let reason = model.reason { Phrase(settings.say(reason.says).capitalised, .small, colour: tokens.inkSoft) }
        ForEach(model.never, id: \.self) { field in
            Sheet(ground: tokens.refused, edge: tokens.onRefused, width: 3) { told(field, tokens.onRefused) }
        }
        ForEach(model.others, id: \.self) { field in Sheet { told(field, tokens.ink) } }
        ForEach(model.further, id: \.self) { call($0, .quiet) }
        Line(icon: .info, words: settings.say(Say.cardNoted()), face: .small)
    }

    /// Where two people wrote, both values: the stricter one is the first.
    @ViewBuilder private func told(_ field: CardField, _ ink: Colour) -> some View {
        Phrase(field.name, .title3, colour: ink, heading: true)
        if field.values.count > 1 { StandingPill(.two) }
        ForEach(field.values, id: \.self) { Phrase($0, .strong, colour: ink) }
    }

    private func call(_ number: EmergencyNumber, _ weight: Press.Weight) -> some View {
        Press(words: settings.say(number.says), weight: weight, icon: .phone, least: Target.count) {
            if let url = number.url { openURL(url) }
        }
    }
}

extension CardReason {
    fileprivate var says: Saying {
        switch self {
        case .emergency: Say.cardReasonEmergency()
        case .care: Say.cardReasonCare()
        case .preparation: Say.cardReasonPreparation()
        }
    }
}

extension EmergencyNumber {
    fileprivate var says: Saying {
        switch service {
        case .any: Say.cardServiceAny(number: number)
        case .medical: Say.cardServiceMedical(number: number)
        case .fire: Say.cardServiceFire(number: number)
        case .police: Say.cardServicePolice(number: number)
        case .text: Say.cardServiceText(number: number)
        case .violence: Say.cardServiceViolence(number: number)
        case .suicide: Say.cardServiceSuicide(number: number)
        }
    }
}

extension String {
    /// The same with a capital at its beginning, for where it stands alone.
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
