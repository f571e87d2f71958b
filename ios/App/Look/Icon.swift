import EkinKit
import SwiftUI

/// Icons by their Phosphor names, as the asset catalogue of `cargo xtask bindings` has them.
enum Icon: String, CaseIterable {
    case arrowLeft = "ArrowLeft"
    case arrowsSplit = "ArrowsSplitBold"
    case bookmark = "BookmarkSimple"
    case bookmarkFill = "BookmarkSimpleFill"
    case calendarX = "CalendarX"
    case check = "CheckBold"
    case checkCircle = "CheckCircleFill"
    case circleDashed = "CircleDashedBold"
    case clock = "Clock"
    case clockBack = "ClockCounterClockwise"
    case compass = "Compass"
    case euro = "CurrencyEur"
    case device = "DeviceMobileBold"
    case envelope = "EnvelopeSimple"
    case gear = "GearSix"
    case globe = "GlobeSimple"
    case handHeart = "HandHeartFill"
    case handWaving = "HandWavingFill"
    case handshake = "HandshakeFill"
    case house = "HouseSimple"
    case info = "Info"
    case lightbulb = "LightbulbFill"
    case link = "LinkSimple"
    case magnifier = "MagnifyingGlass"
    case mapPin = "MapPin"
    case mapPinFill = "MapPinFill"
    case minus = "MinusBold"
    case notePencil = "NotePencilBold"
    case package = "PackageFill"
    case paperPlane = "PaperPlaneTiltBold"
    case pencil = "PencilSimpleLine"
    case phone = "Phone"
    case plus = "PlusBold"
    case speaker = "SpeakerHigh"
    case ticket = "TicketFill"
    case translate = "Translate"
    case tray = "Tray"
    case trayDown = "TrayArrowDownBold"
    case people = "UsersThree"
    case warning = "WarningOctagonBold"
    case wheelchair = "Wheelchair"
    case x = "XBold"
    case xCircle = "XCircleFill"
}

/// An icon beside words that say the same: readers of the screen pass over it.
struct Picture: View {
    let icon: Icon
    let colour: Colour
    var size: CGFloat = 24

    var body: some View {
        Image(icon.rawValue)
            .renderingMode(.template)
            .resizable()
            .frame(width: size, height: size)
            .foregroundStyle(colour.shown)
            .accessibilityHidden(true)
    }
}

extension ListingType {
    var icon: Icon {
        switch family {
        case .need: .handWaving
        case .offer: .handHeart
        case .loan: .package
        case .place: .mapPinFill
        case .practice: .lightbulb
        case .partner: .handshake
        default: .ticket
        }
    }
}

extension FactKind {
    var icon: Icon {
        switch self {
        case .when: .clock
        case .place: .mapPin
        case .online: .globe
        case .price: .euro
        case .seats, .audience: .people
        case .bring: .info
        case .organiser: .house
        case .source: .link
        }
    }
}
