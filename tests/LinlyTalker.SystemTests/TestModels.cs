using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.SystemTests;

/// <summary>The models of this machine's store.</summary>
internal static class TestModels
{
    private static readonly ModelStore Store = ModelStore.FromEnvironment();

    /// <summary>A model by name; the test is skipped, with the command that fetches it, where it is missing.</summary>
    public static ModelFolder Open(string name)
    {
        try
        {
            return Store.Open(name);
        }
        catch (ModelMissingException error)
        {
            Assert.Skip(error.Message);
            throw;
        }
    }

    /// <summary>The same for a program that was run and said so.</summary>
    public static void SkipWhereMissing(string error)
    {
        if (error.Contains("linly models pull", StringComparison.Ordinal) || error.Contains("is missing", StringComparison.Ordinal)
            || error.Contains("No voice on this machine", StringComparison.Ordinal))
        {
            Assert.Skip(error.Trim());
        }
    }
}
