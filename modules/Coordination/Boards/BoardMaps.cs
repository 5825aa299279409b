using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

internal sealed class BoardTargetMap : IEntityTypeConfiguration<BoardTarget>
{
    public void Configure(EntityTypeBuilder<BoardTarget> builder) => builder.ToTable("board_targets");
}

internal sealed class ChangeNoteMap : IEntityTypeConfiguration<ChangeNote>
{
    public void Configure(EntityTypeBuilder<ChangeNote> builder) => builder.ToTable("change_notes");
}
