import Foundation

@testable import EkinKit

/// A folder of a test's own, with a real relay on a free port of the loopback and as many devices as are named. What
/// `cargo xtask swift` built is started as processes. Only the one task of its test uses it.
final class Stage: @unchecked Sendable {
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    let folder: URL
    private var relay: Process?
    private(set) var url = ""

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ekin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        stopRelay()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the relay and waits until it says where it listens.
    func startRelay() throws {
        let process = Process()
        process.executableURL = try program("EKIN_SYNC_SERVER_BIN")
        let data = folder.appendingPathComponent("relay").path
        process.arguments = ["serve", "--listen", "127.0.0.1:0", "--data", data, "--pack-after-ms", "200"]
        let out = Pipe()
        process.standardOutput = out
        process.standardError = FileHandle.nullDevice
        try process.run()
        relay = process
        var said = Data()
        while !said.contains(UInt8(ascii: "\n")) {
            let more = out.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Fault(description: "the relay did not start") }
            said += more
        }
        let words = String(decoding: said, as: UTF8.self).split(separator: " ")
        guard let listen = words.first(where: { $0.hasPrefix("listen=") }) else {
            throw Fault(description: "the relay said \(words)")
        }
        url = "http://" + listen.dropFirst("listen=".count)
    }

    /// Ends the relay as a power cut does. A program that a thread of Dispatch starts would not hear a gentler signal: it inherits what
    /// that thread blocks.
    func stopRelay() {
        guard let relay else { return }
        kill(relay.processIdentifier, SIGKILL)
        relay.waitUntilExit()
        self.relay = nil
    }

    /// A run of the terminal program on the home of this name; what it printed.
    @discardableResult
    func ekin(_ home: String, _ arguments: String...) throws -> String {
        try ekin(home, arguments)
    }

    @discardableResult
    func ekin(_ home: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = try program("EKIN_BIN")
        process.arguments = ["--home", self.home(home).path, "--language", "fr"] + arguments
        let out = Pipe()
        process.standardOutput = out
        process.standardError = out
        try process.run()
        let printed = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Fault(description: "ekin \(arguments): \(printed)") }
        return printed
    }

    /// The same with `--json`, read.
    func json(_ home: String, _ arguments: String...) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(ekin(home, ["--json"] + arguments).utf8))
    }

    /// The core on the home of this name.
    func open(_ home: String, _ language: Language = .fr) async throws -> EkinClient {
        try await EkinClient.open(folder: self.home(home), keys: nil, language: language)
    }

    /// A territory of the device *owner* with the sample listings; its link.
    func territory() throws -> String {
        try ekin("owner", "territory", "create", "Euskal Herria", "--relay", url)
        try ekin("owner", "sync")
        try ekin("owner", "import", "--sample")
        try ekin("owner", "sync")
        let said = try ekin("owner", "territory", "link")
        guard let link = said.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("ekin:") }) else {
            throw Fault(description: "no link in \(said)")
        }
        return String(link)
    }

    /// An outing of tomorrow in a space of this device, with two people on its roster; the space's id.
    func outing(of home: String) throws -> String {
        try ekin(home, "space", "create", "outing", "--name", "Musée", "--relay", url)
        let listed = try ekin(home, "--json", "space", "list")
        guard let id = listed.firstMatch(of: /[0-9a-f]{64}/) else { throw Fault(description: "no space in \(listed)") }
        let space = String(id.output)
        var roster: [String] = []
        for (n, name) in ["Amaia", "Bixente"].enumerated() {
            let person = String(repeating: "\(n)\(n)", count: 16)
            let fields = ["person=\(person)", "name=\(name)", "allergies=arachide"].flatMap { ["--field", $0] }
            try ekin(home, ["doc", "new", "profile", "--space", space] + fields)
            roster += ["--field", "roster.\(person)=-"]
        }
        let tomorrow = Date(timeIntervalSinceNow: 86_400).formatted(.iso8601.year().month().day())
        let plan = ["doc", "new", "outing", "--space", space, "--field", "title=Le musée", "--field", "start=\(tomorrow)T14:00"]
        try ekin(home, plan + ["--field", "legs.a.what=departure"] + roster)
        return space
    }

    private func home(_ name: String) -> URL { folder.appendingPathComponent(name) }

    private func program(_ variable: String) throws -> URL {
        guard let path = ProcessInfo.processInfo.environment[variable] else {
            throw Fault(description: "\(variable) is not set: `cargo xtask swift` sets it")
        }
        return URL(fileURLWithPath: path)
    }
}
