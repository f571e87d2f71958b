// swift-tools-version: 6.0
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .unsafeFlags(["-warnings-as-errors"]),
]

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
    ]
)
