import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Refuses } from '#access';
import { assessRequest } from '#coverage';
import { printResponse, requestReader, requestSchema, responseSchema, type ReadRequest } from '#coverage-requests';
import { Problem } from '#problems';
import { termsOf, termsVersions } from '#terms';

let reader: { readonly versions: string; readonly read: ReadRequest } | undefined;

/** A reader for the versions of terms that exist now. */
function readerNow(): ReadRequest {
  const versions = termsVersions();
  if (reader?.versions !== versions.join(' ')) reader = { versions: versions.join(' '), read: requestReader(versions) };
  return reader.read;
}

@ApiTags('coverage')
@Controller('coverage-assessments')
export class CoverageAssessmentController {
  @Post()
  @HttpCode(200)
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Needs('coverage.read')
  @Refuses('assessments.contradiction')
  @ApiOperation({ summary: 'What a claim would get by the rules of the product; nothing is stored' })
  @ApiBody({ schema: requestSchema(termsVersions()) })
  @ApiOkResponse({ schema: responseSchema })
  assess(@Body() body: unknown): Buffer {
    if (body === undefined) throw new Problem('requests.body-missing');
    const answer = readerNow()(body);
    if ('faults' in answer)
      throw new Problem('requests.invalid', {
        errors: answer.faults.map(({ pointer, code, allowed }) => ({ pointer, code, ...(allowed ? { allowed } : {}) })),
      });
    const { request } = answer;
    // printed by our own writer, because totals are exact beyond 2^53
    return Buffer.from(printResponse(assessRequest(request, termsOf(request.termsVersion))), 'latin1');
  }
}
