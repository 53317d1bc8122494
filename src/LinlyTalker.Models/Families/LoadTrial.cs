using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;

namespace LinlyTalker.Models.Families;

/// <summary>
/// Whether a model opens, before it is taken. Those that run in this process are opened by the runtime itself; the others
/// run in the worker, which tries them when they are used.
/// </summary>
public static class LoadTrial
{
    private static readonly IReadOnlyList<string> OpenedHere = ["whisper", "piper", "smart-turn", "silero"];

    /// <param name="root">The folder of the files.</param>
    /// <returns>Why nothing was tried, or null.</returns>
    /// <exception cref="ModelFormatException">A network does not load.</exception>
    public static string? Run(FamilyMatch match, string root)
    {
        if (!OpenedHere.Contains(match.Family))
        {
            return null;
        }

        foreach (var path in match.Roles.Values.Where(path => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                InferenceSession.Open(RelativePath.Under(root, path), new SessionOptions()).Dispose();
            }
            catch (NativeLibraryMissingException)
            {
                return "Whether it loads was not tried: ONNX Runtime is not on this machine.";
            }
        }

        return null;
    }
}
