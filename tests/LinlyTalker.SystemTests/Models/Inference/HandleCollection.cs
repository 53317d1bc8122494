using LinlyTalker.Native.Lifetime;

namespace LinlyTalker.SystemTests.Models.Inference;

/// <summary>Tests that count live handles run alone.</summary>
[CollectionDefinition(nameof(CountedHandle), DisableParallelization = true)]
public class HandleCollection;
