import EkinKit
import Foundation
import Security

/// The key of the home in Apple's Keychain. It never leaves this phone: no copy in a backup, none in a cloud. It can be read after the phone
/// was unlocked once since its start, so that a round in the background can open the home.
final class Keychain: KeyStore {
    func load() throws -> Data? { try Self.read() }

    func keep(key: Data) throws { try Self.add(key) }

    private static var item: [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: "eus.ekin.home",
            kSecAttrAccount as String: "store",
            kSecAttrSynchronizable as String: false,
        ]
    }

    private static func read() throws(KeyStoreFailure) -> Data? {
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query([kSecReturnData as String: true]), &found)
        switch status {
        case errSecSuccess: return found as? Data
        case errSecItemNotFound: return nil
        default: throw failure(status)
        }
    }

    /// What is there already is never replaced: it opens what was written.
    private static func add(_ key: Data) throws(KeyStoreFailure) {
        let more: [String: Any] = [
            kSecValueData as String: key, kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        let status = SecItemAdd(query(more), nil)
        if status != errSecSuccess { throw failure(status) }
    }

    private static func query(_ more: [String: Any]) -> CFDictionary {
        NSDictionary(dictionary: item.merging(more) { _, new in new }) as CFDictionary
    }

    private static func failure(_ status: OSStatus) -> KeyStoreFailure { status == errSecInteractionNotAllowed ? .Locked : .Refused }
}
