using LinlyTalker.Models.Families;

namespace LinlyTalker.Tests.Models.Families;

public sealed class LicenceHintTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("LICENSE", "                Apache License\n           Version 2.0", "Apache-2.0")]
    [InlineData("LICENSE.txt", "Permission is hereby granted, free of charge, to any person", "MIT")]
    [InlineData("COPYING", "Terms of the house", "see COPYING")]
    [InlineData("MODEL_CARD", "# Card\n\n* License: CC0\n", "CC0; see MODEL_CARD")]
    [InlineData("README.md", "---\nlanguage: en\nlicense: \"cc-by-4.0\"\n---\n", "cc-by-4.0; see README.md")]
    [InlineData("README.md", "# Without terms", null)]
    [InlineData("weights.bin", "license: MIT", null)]
    public void The_papers_beside_a_model_are_read(string name, string text, string? hint)
    {
        scratch.Write(name, text);

        Assert.Equal(hint, LicenceHint.Find(scratch.Location, [name]));
    }

    [Fact]
    public void The_licence_itself_comes_before_a_card_and_a_card_before_a_readme()
    {
        scratch.Write("README.md", "license: other");
        scratch.Write("MODEL_CARD", "License: CC0");
        Assert.Equal("CC0; see MODEL_CARD", LicenceHint.Find(scratch.Location, ["README.md", "MODEL_CARD"]));

        scratch.Write("LICENSE", "MIT License");
        Assert.Equal("MIT", LicenceHint.Find(scratch.Location, ["README.md", "MODEL_CARD", "LICENSE"]));
    }
}
