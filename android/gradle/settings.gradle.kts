// The build of the program for phones. It was written with care and NOT run where it was written: neither Gradle nor Android's NDK could be
// had there (see README.md). What it compiles is compiled and tested by Maven beside it.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "ekin"
include(":app")
