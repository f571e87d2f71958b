// One module over the sources that Maven tests: client, ui and app, without what only a desk has.
plugins {
    id("com.android.application")
    id("org.jetbrains.kotlin.android")
    id("org.jetbrains.kotlin.plugin.compose")
}

/** The repository, and the folder of Maven's modules. */
val repository: File = rootDir.resolve("../..")
val modules: File = rootDir.resolve("..")

/** The androidx archives that `../aar` compiles the same sources against. */
val compose = "1.11.2"

/** Where cargo's libraries go, one folder for each sort of processor. */
val libraries = layout.buildDirectory.dir("rust")

android {
    namespace = "eus.ekin.app"
    compileSdk = 36
    defaultConfig {
        applicationId = "eus.ekin.app"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        ndk { abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64") }
    }
    sourceSets.named("main") {
        manifest.srcFile(modules.resolve("app/src/main/AndroidManifest.xml"))
        res.setSrcDirs(listOf(modules.resolve("app/src/main/res")))
        // Fonts, with their licences: MainActivity reads them out of the assets.
        assets.setSrcDirs(listOf(modules.resolve("ui/src/main/resources")))
        java.setSrcDirs(
            listOf(
                modules.resolve("client/src/main/kotlin"),
                modules.resolve("ui/src/main/kotlin"),
                modules.resolve("app/src/main/kotlin"),
                modules.resolve("app/src/compose/kotlin"),
                repository.resolve("target/bindings/kotlin"),
            ),
        )
        jniLibs.setSrcDirs(listOf(libraries.get().asFile))
    }
    buildTypes.named("release") {
        isMinifyEnabled = true
        isShrinkResources = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    // The library is loaded straight out of the package, where it lies aligned and not compressed.
    packaging.jniLibs.useLegacyPackaging = false
}

kotlin { compilerOptions { jvmTarget.set(org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_17) } }

dependencies {
    implementation("androidx.activity:activity-compose:1.13.0")
    implementation("androidx.compose.ui:ui:$compose")
    implementation("androidx.compose.foundation:foundation:$compose")
    implementation("org.jetbrains.kotlinx:kotlinx-coroutines-android:1.10.2")
    implementation("net.java.dev.jna:jna:5.19.1@aar")
    implementation("com.google.zxing:core:3.5.3")
}

/** The core for phones, in the small profile; its store is encrypted by its target (see bindings/ffi/Cargo.toml). Wants cargo-ndk and the NDK. */
val cargoNdk by tasks.registering(Exec::class) {
    workingDir = repository
    val out = libraries.get().asFile.path
    commandLine(
        "cargo", "ndk", "-t", "arm64-v8a", "-t", "armeabi-v7a", "-t", "x86_64", "--platform", "26", "-o", out,
        // As a shared library alone: of a crate that is a Rust library too, Cargo optimises nothing across crates.
        "rustc", "--package", "ekin-ffi", "--lib", "--crate-type", "cdylib", "--profile", "size",
    )
}

/** The Kotlin side of the core, made from a library of this machine. */
val bindings by tasks.registering(Exec::class) {
    workingDir = repository
    commandLine("cargo", "xtask", "bindings")
}

tasks.named("preBuild") { dependsOn(cargoNdk, bindings) }
