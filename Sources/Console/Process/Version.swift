/// The version of the console.
package enum Version {
    /// The version as people and scripts see it.
    package static let current = "0.1.0"
}
