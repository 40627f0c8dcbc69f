#!/usr/bin/env perl
# Validates payloads, one JSON text a line, with JSON::Validator (draft-07).
use strict;
use warnings;

use JSON::Validator;
use Mojo::File qw(path);
use Mojo::JSON qw(decode_json);

my $schema = eval { load(@ARGV) } or do { print STDERR $@; exit 2 };
binmode STDOUT, ':encoding(UTF-8)';

my $status = 0;
while ( my $line = <STDIN> ) {
    my $verdict = verdict( $schema, $line );
    print "$verdict\n";
    $status = 1 if $verdict ne 'valid';
}
exit $status;

sub load {
    my ($file) = @_;
    die "usage: $0 SCHEMA_FILE < PAYLOADS\n" if @_ != 1;
    return JSON::Validator->new->schema( decode_json( path($file)->slurp ) )
      ->schema;
}

sub verdict {
    my ( $schema, $line ) = @_;
    my $payload = eval { decode_json($line) };
    return 'invalid ' if $@;
    my ($error) = $schema->validate($payload) or return 'valid';

    # It writes the root as "/".
    return 'invalid ' . ( $error->path eq '/' ? '' : $error->path );
}
