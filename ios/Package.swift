// swift-tools-version: 6.0
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-warnings-as-errors"]),
]

// Where there is no SwiftUI, the screens are type-checked against stand-ins for Apple's modules. That is no build for iOS.
#if os(Linux)
    let standIns = ["SwiftUI", "AVFoundation", "BackgroundTasks", "Security", "Accessibility"]
    let screens: [Target] =
        standIns.map { .target(name: $0, path: "Stub/\($0)", swiftSettings: strict) } + [
            .target(
                name: "EkinApp", dependencies: ["EkinKit"] + standIns.map { .byName(name: $0) }, path: "App",
                swiftSettings: strict)
        ]
#else
    let screens: [Target] = []
#endif

let package = Package(
    name: "EkinKit",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [.library(name: "EkinKit", targets: ["EkinKit"])],
    dependencies: [
        // Generated, so not kept: `cargo xtask bindings` writes it.
        .package(path: "../target/bindings/EkinCore")
    ],
    targets: [
        .target(name: "EkinKit", dependencies: [.product(name: "EkinCore", package: "EkinCore")], swiftSettings: strict),
        .testTarget(name: "EkinKitTests", dependencies: ["EkinKit"], swiftSettings: strict),
    ] + screens
)
