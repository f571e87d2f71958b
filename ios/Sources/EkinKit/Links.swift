import Foundation

extension WayToAnswer {
    /// What the platform opens for it; none where it could not be what it says it is.
    public var url: URL? {
        switch kind {
        case .phone: URL(calling: value)
        case .email:
            value.contains("@") ? URL(string: "mailto:" + (value.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")) : nil
        case .web: URL(string: value).flatMap { ["http", "https"].contains($0.scheme?.lowercased()) ? $0 : nil }
        }
    }
}

extension URL {
    /// A call to a number, as people write numbers; none where it has no figure.
    public init?(calling number: String) {
        let figures = number.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
        guard figures.contains(where: \.isNumber) else { return nil }
        self.init(string: "tel:" + figures)
    }
}

extension EmergencyNumber {
    /// Calls it, or writes to it where it is reached by text.
    public var url: URL? {
        guard service == .text else { return URL(calling: number) }
        return URL(calling: number).flatMap { URL(string: "sms:" + $0.absoluteString.dropFirst("tel:".count)) }
    }
}
