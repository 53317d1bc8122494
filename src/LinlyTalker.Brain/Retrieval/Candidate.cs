using LinlyTalker.Brain.Knowledge;

namespace LinlyTalker.Brain.Retrieval;

/// <summary>A passage that may answer, and why. All figures are 0 to 1.</summary>
/// <param name="Own">Like <paramref name="Covered"/>, of the present question's own terms alone.</param>
/// <param name="Asked">How much of the question the passage's own question holds.</param>
/// <param name="Covered">How much of the question the passage as a whole holds.</param>
/// <param name="Heading">How much of the passage's own question was asked.</param>
/// <param name="Sound">How alike the two questions sound.</param>
/// <param name="Score">The features together.</param>
public sealed record Candidate(IndexedPassage Passage, float Own, float Asked, float Covered, float Heading, float Sound, float Score);
