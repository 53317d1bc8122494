using LinlyTalker.Models.Homes;
using LinlyTalker.Storage.Database;

namespace LinlyTalker.Cli.Composition;

/// <summary>Where keys and jobs of this machine lie.</summary>
internal static class UserDatabase
{
    /// <exception cref="StorageException">It cannot be used; the message says what to do.</exception>
    public static LinlyDatabase Open() => LinlyDatabase.Open(Path.Combine(LinlyHome.FromEnvironment().Data, "linly.db"));
}
