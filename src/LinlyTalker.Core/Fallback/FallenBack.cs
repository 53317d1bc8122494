using LinlyTalker.Core.Errors;

namespace LinlyTalker.Core.Fallback;

/// <summary>An engine failed, and another does its work.</summary>
/// <param name="Summary">A sentence that names the two and nothing of what was asked of them: for all who share them.</param>
/// <param name="Why">What the first failed with.</param>
public sealed record FallenBack(string Summary, LinlyException Why)
{
    /// <summary>Both in one line, for who runs the machine.</summary>
    public override string ToString() => $"{Summary} {Why.Message}";
}
