import EkinKit
import SwiftUI

/// Simple mode: one idea a screen, two to six things at fixed places, each with its picture and its word. No transport, no date band, no error.
struct SimpleScreen: View {
    @Environment(SettingsModel.self) private var settings
    let model: SimpleModel
    let helped: @MainActor () -> Void

    private static let columns = [GridItem(.adaptive(minimum: 280), spacing: Space.xl)]

    var body: some View {
        let page = model.page
        VStack(spacing: Space.xl) {
            bar(page)
            ScrollView {
                VStack(alignment: .leading, spacing: Space.xl) {
                    art(page)
                    Phrase(page.title, .simpleTitle, heading: true)
                    ForEach(page.lines, id: \.self) { line in told(line) }
                    ForEach(page.facts, id: \.self) { fact in
                        HStack(spacing: Space.l) {
                            Pictogram(name: fact.pictogram, colour: settings.tokens.ink, size: 48)
                            Phrase(fact.words, .simpleWord)
                        }
                        .accessibilityElement(children: .combine)
                    }
                    LazyVGrid(columns: Self.columns, spacing: Space.xl) {
                        ForEach(page.spots.filter { $0.look == .tile || $0.look == .figure }, id: \.id) { tile($0, in: page) }
                    }
                }
                .padding(Space.xl)
            }
        }
        .background(settings.tokens.bg.shown)
        .toolbar(.hidden, for: .navigationBar)
        .task { await model.follow() }
        .task(id: model.stepMs) { await scan() }
        // One switch: a touch anywhere, where scanning was chosen.
        .onTapGesture { if model.scan != nil { model.press() } }
        .onChange(of: model.helped) { if model.helped { helped() } }
    }

    /// Parts of a step, one after the other, until another step is chosen or the screen goes.
    private func scan() async {
        guard let step = model.stepMs else { return model.tick() }
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(Int(step) / Scan.parts))
            model.tick()
        }
    }

    private func bar(_ page: SimplePage) -> some View {
        HStack(spacing: Space.xl) {
            ForEach(page.spots.filter { $0.look == .start }, id: \.id) { way($0, in: page) }
            Spacer()
            ForEach(page.spots.filter { $0.look == .end }, id: \.id) { way($0, in: page) }
            // The carer's corner: held, so that no resident comes there by chance.
            Pictogram(name: "lock-key", colour: settings.tokens.ink, size: 32)
                .frame(minWidth: Target.simple, minHeight: Target.simple)
                .contentShape(Rectangle())
                .onLongPressGesture(minimumDuration: 3) { model.help() }
                .accessibilityElement(children: .ignore)
                .accessibilityLabel(Text(verbatim: settings.say(Say.simpleHelpHold())))
                .accessibilityAddTraits(.isButton)
        }
        .padding(.horizontal, Space.xl)
    }

    @ViewBuilder private func art(_ page: SimplePage) -> some View {
        switch page.art {
        case .linen(let kind, let pattern):
            Linen(type: kind, pattern: pattern).frame(maxWidth: .infinity, minHeight: 200, maxHeight: 200).clipShape(Form.simple)
        case .photo:
            if let picture = model.picture, let photo = UIImage(data: picture) {
                Image(uiImage: photo)
                    .resizable()
                    .scaledToFit()
                    .clipShape(Form.simple)
                    .accessibilityLabel(Text(verbatim: page.lines.map(\.text).joined(separator: " ")))
            }
        case nil: EmptyView()
        }
    }

    /// The sentence that is read is marked.
    private func told(_ line: SpokenSentence) -> some View {
        Phrase(line.text, .simpleWord)
            .padding(Space.s)
            .background(model.marked == line ? settings.tokens.primarySoft.shown : .clear)
            .clipShape(Form.control)
    }

    private func tile(_ spot: SimpleSpot, in page: SimplePage) -> some View {
        let tokens = settings.tokens
        let ground = spot.kind.map { tokens.kind($0).tile } ?? tokens.surface
        return Button {
            model.touch(spot.id)
        } label: {
            VStack(spacing: Space.m) {
                if let above = spot.above { Phrase(above, .simpleWord) }
                if !spot.picture.isEmpty { Pictogram(name: spot.picture, colour: tokens.ink, size: 96) }
                Phrase(spot.words, .simpleWord).multilineTextAlignment(.center)
            }
            .padding(Space.xl)
            .frame(maxWidth: .infinity, minHeight: Target.simple)
            .background(ground.shown)
            .clipShape(Form.simple)
            .overlay { Form.simple.strokeBorder(tokens.edge.shown, lineWidth: spot.chosen || model.read == spot.id ? 6 : 2) }
            .overlay { offered(spot, in: page) }
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(spot.chosen ? [.isButton, .isSelected] : .isButton)
    }

    private func way(_ spot: SimpleSpot, in page: SimplePage) -> some View {
        Button {
            model.touch(spot.id)
        } label: {
            HStack(spacing: Space.s) {
                Pictogram(name: spot.picture, colour: settings.tokens.ink, size: 40)
                Phrase(spot.words, .simpleWord)
            }
            .padding(.horizontal, Space.l)
            .frame(minHeight: Target.simple)
            .background(settings.tokens.surface.shown)
            .clipShape(Form.control)
            .overlay { Form.control.strokeBorder(settings.tokens.edge.shown, lineWidth: model.read == spot.id ? 6 : 2) }
            .overlay { offered(spot, in: page) }
        }
        .buttonStyle(.plain)
        .accessibilityElement(children: .combine)
    }

    /// The ring of what the switch would do now, and the time that is left for it.
    @ViewBuilder private func offered(_ spot: SimpleSpot, in page: SimplePage) -> some View {
        if let scan = model.scan, let at = scan.at, page.spots.indices.contains(at), page.spots[at].id == spot.id {
            ZStack(alignment: .bottomLeading) {
                Form.simple.strokeBorder(settings.tokens.focusGap.shown, lineWidth: 10)
                Form.simple.strokeBorder(settings.tokens.focus.shown, lineWidth: 6)
                Rectangle()
                    .fill(settings.tokens.focus.shown)
                    .frame(width: CGFloat(scan.left) / CGFloat(Scan.parts) * 200, height: 8)
                    .padding(Space.l)
            }
            .accessibilityHidden(true)
        }
    }
}

/// A drawing of the core's list of pictograms, always beside its word.
struct Pictogram: View {
    let name: String
    let colour: Colour
    let size: CGFloat

    var body: some View {
        Image(name)
            .renderingMode(.template)
            .resizable()
            .frame(width: size, height: size)
            .foregroundStyle(colour.shown)
            .accessibilityHidden(true)
    }
}
