import EkinKit
import SwiftUI

/// Three questions, then the card as others will see it. No word is lost by going back.
struct WriteScreen: View {
    @Environment(SettingsModel.self) private var settings
    let model: WriteModel
    let closed: @MainActor () -> Void

    var body: some View {
        Frame {
            VStack(alignment: .leading, spacing: Space.xs) {
                BackBar(title: settings.say(Say.appWriteAd()), closes: true) { model.close() }
                if model.step.rawValue < WriteModel.Step.questions { progress }
            }
        } content: {
            question
            ForEach(model.faults[.draft] ?? [], id: \.self) {
                Line(icon: .warning, words: settings.say($0), colour: settings.tokens.onRefused)
            }
            if model.kept && model.step != .sent {
                Line(icon: .device, words: settings.say(Say.appWriteKept()), face: .small).accessibilityAddTraits(.updatesFrequently)
            }
        } docked: {
            docked
        }
        .task { await model.open() }
        .onChange(of: model.closed) { if model.closed { closed() } }
    }

    private var progress: some View {
        let (done, all) = (model.step.rawValue + 1, WriteModel.Step.questions)
        return Phrase(settings.say(Say.appWriteStep(n: UInt64(done), of: UInt64(all))), .small, colour: settings.tokens.inkSoft)
            .padding(.horizontal, Space.l)
    }

    @ViewBuilder private var question: some View {
        switch model.step {
        case .what: what
        case .when: whenAndWhere
        case .who: who
        case .look: look
        case .sent: Line(icon: .device, words: settings.say(Say.appWriteDone()), colour: settings.tokens.ink)
        }
    }

    @ViewBuilder private var docked: some View {
        switch model.step {
        case .what: Press(words: settings.say(Say.appNavContinue())) { model.next() }
        case .when, .who:
            Beside {
                Press(words: settings.say(Say.appNavBack()), weight: .quiet) { model.back() }
                Press(words: settings.say(Say.appNavContinue())) { model.next() }
            }
        case .look:
            Beside {
                Press(words: settings.say(Say.appNavBack()), weight: .quiet) { model.back() }
                Press(words: settings.say(Say.appWriteSend()), weight: .accent, icon: .paperPlane) { model.send() }
            }
        case .sent: Press(words: settings.say(Say.appNavClose())) { model.close() }
        }
    }

    private var types: [(type: ListingType, says: Saying)] {
        [
            (.activity, Say.appWriteTypeActivity()), (.need, Say.appWriteTypeNeed()), (.offer, Say.appWriteTypeOffer()),
            (.loan, Say.appWriteTypeLoan()),
        ]
    }

    @ViewBuilder private var what: some View {
        Phrase(settings.say(Say.appWriteWhat()), .title2, heading: true)
        ForEach(types, id: \.type) { type, says in
            Choice(words: settings.say(says), chosen: model.form.type == type, icon: type.icon) { model.change { $0.type = type } }
        }
        field(Say.appWriteTitle(), \.title, .title)
        field(Say.appWriteBody(), \.body, .body, lines: 3)
        Line(icon: .info, words: settings.say(Say.appWritePublic()), face: .small)
    }

    @ViewBuilder private var whenAndWhere: some View {
        Phrase(settings.say(Say.appWriteWhen()), .title2, heading: true)
        field(
            Say.appWriteDay(), \.day, .start, hint: settings.say(Say.appWriteDayForm(day: "2026-11-28")),
            keyboard: .numbersAndPunctuation)
        Beside {
            field(Say.appWriteFrom(), \.from, nil, hint: "14:00", keyboard: .numbersAndPunctuation)
            field(Say.appWriteTo(), \.to, .end, hint: "16:30", keyboard: .numbersAndPunctuation)
        }
        Choice(words: settings.say(Say.appWriteWeekly()), chosen: model.form.weekly) { model.change { $0.weekly.toggle() } }
        field(Say.appWriteHours(), \.hours, .hours)
        field(Say.appWritePlace(), \.place, .place)
        field(Say.appWriteTown(), \.town, .town)
    }

    @ViewBuilder private var who: some View {
        Phrase(settings.say(Say.appWriteWho()), .title2, heading: true)
        field(Say.appWriteSeats(), \.seats, .seats, keyboard: .numberPad)
        field(Say.appWritePhone(), \.phone, .phone, keyboard: .phonePad)
        field(Say.appWriteEmail(), \.email, .email, keyboard: .emailAddress)
    }

    @ViewBuilder private var look: some View {
        let says = types.first { $0.type == model.form.type }?.says
        Phrase(settings.say(Say.appWriteLook()), .title2, heading: true)
        ListingCard(card: model.form.card(words: says.map { settings.say($0) } ?? "")) {}
        Line(icon: .info, words: settings.say(Say.appWriteReread()))
    }

    private func field(
        _ label: Saying, _ path: WritableKeyPath<WriteModel.Form, String>, _ field: WriteModel.Field?, hint: String? = nil, lines: Int = 1,
        keyboard: UIKeyboardType = .default
    ) -> some View {
        Field(
            label: settings.say(label),
            text: Binding(get: { model.form[keyPath: path] }, set: { typed in model.change { $0[keyPath: path] = typed } }),
            faults: field.flatMap { model.faults[$0] } ?? [], hint: hint, lines: lines, keyboard: keyboard)
    }
}
